"""Every sentence of the interface stands in every language, with the same values in it."""

import re
from pathlib import Path

import pytest

import trucewatch.web as web
from trucewatch.desk.roles import ROLES as PEOPLE
from trucewatch.desk.roles import WHATS
from trucewatch.model.decision import KINDS
from trucewatch.model.vocabulary import QUANTITIES, ROLES, STANCES, TYPES
from trucewatch.packs.plurals import CATEGORIES, plural_category
from trucewatch.service.context import LANGUAGES
from trucewatch.web.words import DIRECTION, NAMES, catalogue, say

FOLDER = Path(web.__file__).parent


def forms(words):
    return list(words.values()) if isinstance(words, dict) else [words]


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_key_stands_in_every_language_with_the_same_values(key):
    entry = catalogue()[key]
    assert set(entry) == set(LANGUAGES)
    assert all(isinstance(f, str) and f.strip() for words in entry.values() for f in forms(words))
    values = {}
    for language, words in entry.items():
        if isinstance(words, dict):
            assert set(words) <= set(CATEGORIES[language])
            assert "other" in words
        values[language] = set().union(*(re.findall(r"{(\w+)}", f) for f in forms(words)))
    assert values["en"] == values["ar"]


def test_every_key_that_a_template_names_is_there():
    named = set()
    for path in [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]:
        named.update(re.findall(r"""\bt\(\s*["']([a-z_.]+[a-z_])["']\s*[,)]""", path.read_text(encoding="utf8")))
        named.update(
            f"said.{s}" for s in re.findall(r"""go\([^)]*,\s*"([a-z_]+)"\)""", path.read_text(encoding="utf8"))
        )
    assert named
    assert sorted(named - set(catalogue())) == []


def test_every_word_of_the_models_closed_lists_has_a_name_for_people():
    named = [f"kind.{k}" for k in TYPES] + [f"type.{t}" for types in TYPES.values() for t in types]
    named += [f"stance.{s}" for s in STANCES] + [f"field.{f}" for f in (*ROLES, *QUANTITIES)]
    named += [f"decision.{k}" for k in KINDS] + [f"role.{r}" for r in PEOPLE] + [f"what.{w}" for w in WHATS]
    assert [key for key in named if key not in catalogue()] == []


def test_every_language_has_a_name_and_a_direction():
    assert set(NAMES) == set(DIRECTION) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("n", "form"), [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other"), (103, "few")]
)
def test_arabic_counts_in_six_forms(n, form):
    assert plural_category("ar", n) == form


def test_values_are_escaped_and_an_unknown_key_is_shown_as_it_is():
    assert say("en", "admin.role_of", name="<b>") == "Role of &lt;b&gt;"
    assert say("ar", "no.such.key") == "no.such.key"
