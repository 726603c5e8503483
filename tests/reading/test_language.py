import subprocess
import sys

import pytest

from trucewatch.reading import read_document
from trucewatch.reading.language import detect_language

ARABIC = "أعلن الجيش السوري انتهاء الهدنة التي بدأت قبل أسبوع وقال إن الجماعات المسلحة لم تلتزم بها."
RUSSIAN = "Министерство обороны сообщило, что режим прекращения огня соблюдается на всей территории страны."
FRENCH = "L'armée a annoncé lundi la fin de la trêve, une semaine après son entrée en vigueur, selon un porte-parole."
TURKISH = "Ordu pazartesi günü ateşkesin sona erdiğini açıkladı ve silahlı grupların anlaşmaya uymadığını söyledi."


@pytest.mark.parametrize(("text", "code"), [(ARABIC, "ar"), (RUSSIAN, "ru"), (FRENCH, "fr"), (TURKISH, "tr")])
def test_a_text_in_another_language_is_kept_named_and_not_read(text, code):
    document = read_document((text * 3).encode(), "a.txt")
    assert document.language == code and document.text == text * 3
    assert any("which is not read: kept, no claims taken" in issue for issue in document.issues)


@pytest.mark.parametrize(
    "text",
    [
        "The truce held in Hama on Friday, the monitor said.",
        "Truce holds in Aleppo",
        "Deir Ezzor, Al-Hasakah, Qamishli",
        "Casualties: 3 killed, 5 wounded",
        "2 shells",
        "QAMISHLO",
    ],
)
def test_english_and_short_latin_texts_are_english(text):
    assert detect_language(text) == "en"


def test_a_text_without_letters_is_undetermined():
    assert detect_language("12:30 / 14 – 3") == "und"


def test_clear_english_does_not_load_the_identifier():
    code = (
        "import sys; from trucewatch.reading import read_document as r;"
        "d = r(b'The army said on Monday that it had kept to the truce in the north of the country.', 'a.txt');"
        "print(d.language, 'py3langid' in sys.modules, 'trafilatura' in sys.modules, 'pypdf' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "False", "False", "False"]
