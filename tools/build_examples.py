"""Make the PDF of the example dossier: the same bytes on every run.

    python tools/build_examples.py

The words are ours, from public facts; ``examples/README.md`` says which.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "syria-2016"

NOTE = (
    ("Title", "Note on access to eastern Aleppo"),
    ("Normal", "Access Coordination Cell, Gaziantep"),
    ("Normal", "18 September 2016"),
    (
        "Normal",
        "Twenty trucks with flour, rice and salt have been waiting on the Turkish side of the border at Cilvegozu "
        "since Tuesday, 13 September. They are the first of two convoys of 20 trucks each. The food on the two convoys "
        "would feed 185,000 people in eastern Aleppo for one month.",
    ),
    (
        "Normal",
        "The drivers have not been allowed to cross. The United Nations said that the Syrian government had not issued "
        "facilitation letters for eastern Aleppo. Neither side has pulled back from the Castello Road for good, "
        "according to a local council.",
    ),
    (
        "Normal",
        "Up to 275,000 people are trapped in the east of the city. The last food distribution there was on 7 July, the "
        "World Food Programme said.",
    ),
    ("Normal", "The cell has no observer on the Castello Road and cannot say whether it is open."),
)


def main() -> None:
    """Write the note."""
    styles = getSampleStyleSheet()
    parts = [part for style, text in NOTE for part in (Paragraph(text, styles[style]), Spacer(1, 12))]
    target = FOLDER / "2016-09-18-access-note.pdf"
    document = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        title="Note on access to eastern Aleppo",
        author="Access Coordination Cell",
        invariant=1,
    )
    document.build(parts)


if __name__ == "__main__":
    main()
