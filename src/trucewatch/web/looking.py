"""Pages that show the picture of a day: which one, for whose eyes, and where its lines lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from trucewatch.desk.picture import Picture
from trucewatch.desk.pictures import DrawingError, Shown
from trucewatch.publishing.html import Links, markup, refs
from trucewatch.publishing.words import Line, Run, interval
from trucewatch.service.context import Context
from trucewatch.service.pictures import parse_day, pictures_of
from trucewatch.service.problems import WaitingFault
from trucewatch.web.pages import render
from trucewatch.web.sentences import tell, tell_plain

CONVOYS, PLACES = 40, 100
"""Convoys of one page of the access board, and places of one page of the map's list."""
SLIDER_DAYS = 7
"""Days before the first and after the last report that the slider reaches."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What a page looks at; ``asked`` is the day as the address has it, empty for today's."""

    shown: Shown
    asked: str
    today: date

    @property
    def picture(self) -> Picture:
        """The picture."""
        return self.shown.picture

    @property
    def query(self) -> str:
        """``?as_of=…`` for links that stay on this day; empty for today."""
        return f"?as_of={self.asked}" if self.asked else ""

    def to(self, path: str, **more: str) -> str:
        """The address of a page, on this day."""
        values = {"as_of": self.asked, **more}
        query = urlencode({k: v for k, v in values.items() if v})
        return f"{path}?{query}" if query else path

    @property
    def reach(self) -> tuple[date, date]:
        """The first and last day of the slider: around the reports and what they tell of."""
        first, last = self.picture.published
        return first - timedelta(SLIDER_DAYS), min(last + timedelta(SLIDER_DAYS), self.today)

    def line(self, line: Line | Run) -> Markup:
        """A line of the brief's view models, leading to pages of the desk."""
        return markup(line, Links(self._claim, self._part))

    def refs(self, claims: tuple[int, ...]) -> Markup:
        """Claim numbers as links."""
        return refs(claims, Links(self._claim, self._part))

    def claim(self, claim_id: str) -> str:
        """The address of a claim's words in their source."""
        claim = self.picture.book.claims[claim_id]
        return f"{self.source(claim.document_id)}#c-{claim_id.removeprefix('sha256:')[:12]}"

    def source(self, document_id: str) -> str:
        """The address of a source."""
        return self.to(f"/sources/{document_id.removeprefix('sha256:')}")

    def _claim(self, number: int) -> str:
        return self.claim(self.picture.numbered[number])

    def _part(self, anchor: str) -> str:
        kind, _, number = anchor.rpartition("-")
        at = int(number) - 1 if number.isdecimal() else -1
        if kind == "incident" and at >= 0:
            return self.to(f"/incidents/{self.picture.cards[at].incident_id}")
        if kind == "term" and at >= 0 and self.picture.agreement:
            return self.to(f"/compliance/{self.picture.agreement.provisions[at].provision_id}")
        if kind == "source" and at >= 0:
            return self.source(self.picture.situation.documents[at].document_id)
        if kind == "movement" and at >= 0:
            return f"{self.to('/access', convoys=str(at // CONVOYS + 1))}#{anchor}"
        if kind == "place" and at >= 0:
            return f"{self.to('/map', page=str(at // PLACES + 1))}#{anchor}"
        pages = {"movement": "/access", "access": "/access", "place": "/map", "positions": "/timeline"}
        page = pages.get(kind or anchor, "/timeline")
        return f"{self.to(page)}#{anchor}"


def look(request: Request, context: Context, *, patient: bool = False) -> Looking:
    """The picture that the address asks for (``as_of``), in the projection of whoever asks.

    ``patient``, and where the address says that something was just recorded: wait for the picture that has it.

    Raises :class:`WaitingFault` while it is being drawn, and what :func:`parse_day` raises.
    """
    asked = request.query_params.get("as_of", "").strip()
    day = parse_day(asked)
    try:
        waits = patient or "said" in request.query_params
        shown = pictures_of(request).get(context.projection, day, patient=waits)
    except DrawingError as error:
        raise WaitingFault(str(error), 5) from error
    return Looking(shown, asked, context.now.date())


def show(
    request: Request, context: Context, looking: Looking, template: str, status: int = 200, **values: object
) -> HTMLResponse:
    """A page of a picture: its template sees ``at`` (what is looked at), ``picture`` and ``tell`` besides."""
    return render(
        request, context, template, status,
        at=looking, picture=looking.picture, refs=looking.refs, interval=interval,
        tell=lambda sentence: tell(context.language, sentence, looking.line),
        tell_plain=lambda sentence: tell_plain(context.language, sentence), **values,
    )  # fmt: skip
