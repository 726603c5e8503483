import pytest

from trucewatch.errors import PackError
from trucewatch.model.vocabulary import QUANTITIES
from trucewatch.packs.load import parse_yaml, validate
from trucewatch.packs.quantities import CASUALTIES, FILE, QuantityWords, load_quantities, noun_classes


def test_every_noun_counts_a_quantity_of_the_contract() -> None:
    assert set(noun_classes().values()) <= {*QUANTITIES, CASUALTIES}


def test_no_noun_counts_two_quantities() -> None:
    nouns = [noun for names in load_quantities().nouns.values() for noun in set(names)]
    assert sorted(nouns) == sorted(set(nouns))


def test_no_phrase_is_two_bounds() -> None:
    bounds = load_quantities().bounds
    phrases = [*bounds.at_least, *bounds.up_to, *bounds.about, *bounds.exact]
    assert len(phrases) == len(set(phrases))


def test_a_quantity_that_the_contract_does_not_know_is_a_fault() -> None:
    text = FILE.read_text(encoding="utf8").replace("  convoys: [", "  caravans: [")
    with pytest.raises(PackError, match="caravans"):
        validate(QuantityWords, parse_yaml(text, "quantities.yaml"))
