from trucewatch.model.vocabulary import TYPES
from trucewatch.packs.lexicon import load_gate, load_lexicon


def test_every_type_of_the_lexicon_is_a_type_of_the_guide():
    lexicon = load_lexicon()
    known = {t for types in TYPES.values() for t in types} | {"attack", "harm", "none"}
    rules = [r for rules in lexicon.verbs.values() for r in rules]
    assert {r.group.type for r in rules} <= known
    assert {r.group.type for rules in lexicon.nouns.values() for r in rules} <= known
    assert {g.type for entries in lexicon.position_verbs.values() for _, g in entries} <= set(TYPES["position"])
    assert {g.type for g in lexicon.terms.types} <= set(TYPES["term"])


def test_every_class_a_rule_asks_for_exists():
    lexicon = load_lexicon()
    known = {c for classes in lexicon.classes.values() for c in classes}
    known |= {name for phrases in lexicon.phrases.values() for _, name in phrases} | {"actor", "org", "name", "pronoun"}
    asked = {c for rules in lexicon.verbs.values() for r in rules for c in (*r.group.subject, *r.group.object)} | {
        c for rules in lexicon.nouns.values() for r in rules for c in r.group.of
    }
    assert asked <= known


def test_longer_entries_are_tried_first():
    for rules in load_lexicon().verbs.values():
        lengths = [len(r.needs) for r in rules]
        assert lengths == sorted(lengths, reverse=True)


def test_the_gate_has_words_of_both_sorts():
    gate = load_gate()
    assert gate.strong and gate.weak and not set(gate.strong) & set(gate.weak)
