"""What drafts of one paragraph do to each other: who is outside, who goes on, and whom "citing" names."""

from __future__ import annotations

import re
from typing import Any

from trucewatch.claims.drafts import Draft, Range, noun_phrase, plain_draft, text_of, without
from trucewatch.claims.subjects import is_voice
from trucewatch.packs.cues import CueBook

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}[^–—\n]{0,40}?|[A-Z][\w.'’/ ,-]{1,40}\([A-Za-z/ ]{2,30}\))"
    r"\s*(?:[–—]|--?)\s"
)


_WINDOW = 40


def relate(doc: Any, drafts: list[Draft], book: CueBook) -> list[Draft]:
    """``drafts`` with contents untangled and the sources that "citing" names added; in the order of their cues."""
    drafts = [d for i, d in enumerate(drafts) if not _absorbed(d, drafts[i + 1 : i + 4])]
    _skip_dateline(doc, drafts)
    _resume(doc, drafts, book)
    _untangle(drafts)
    added = [cited for draft in drafts if (cited := _cited(doc, draft, drafts, book))]
    return sorted([*drafts, *added], key=lambda d: d.head) if added else drafts


def _absorbed(draft: Draft, following: list[Draft]) -> bool:
    """ "refused to say who": one cue of two verbs, kept under the second."""
    return any(d.cue[0] <= draft.head < d.head and draft.rule == "verb:infinitive" for d in following)


def _resume(doc: Any, drafts: list[Draft], book: CueBook) -> None:
    """ "…, adding that" and "said A … and said B" go back to the outer speaker, even if the parse hangs them lower."""
    for i, inner in enumerate(drafts):
        if not _goes_back(doc, inner, book):
            continue
        for outer in drafts[max(0, i - _WINDOW) : i]:
            if outer.source and outer.head < inner.head and _holds(outer, inner.head) and outer.takes_quote:
                if doc[inner.head].dep_ == "conj" and not _in_step(doc, inner, outer):
                    continue
                end = inner.cue[0] - 1
                outer.content = [(a, min(b, end)) for a, b in outer.content if a < end]
                inner.source, inner.source_head = outer.source, outer.source_head
                break


def _goes_back(doc: Any, draft: Draft, book: CueBook) -> bool:
    verb, before = doc[draft.head], draft.cue[0] - 1
    if before < 0:
        return False
    if verb.tag_ == "VBG":
        return draft.lemma in book.file.trailing and doc[before].text == ","
    return (
        draft.takes_quote
        and verb.dep_ == "conj"
        and doc[before].dep_ == "cc"
        and not any(c.dep_ == "nsubj" for c in verb.lefts)
    )


def _in_step(doc: Any, inner: Draft, outer: Draft) -> bool:
    """Whether the second verb is in the tense of the outer one and not in that of the clause between them."""
    verb, above, between = doc[inner.head], doc[outer.head], doc[inner.head].head
    return verb.tag_ == above.tag_ and (inner.lemma == outer.lemma or between.tag_ != verb.tag_)


def _untangle(drafts: list[Draft]) -> None:
    """Where two contents hold each other's cue, the wider one is outside: its cue and source are cut from the other."""
    for i, first in enumerate(drafts):
        for second in drafts[i + 1 : i + _WINDOW]:
            if not _holds(first, second.head) or not _holds(second, first.head):
                continue
            wider = max(first, second, key=lambda d: (_size(d), d.source is not None))
            inner = second if wider is first else first
            low = min(wider.cue[0], wider.source[0] if wider.source else wider.cue[0])
            high = max(wider.cue[1], wider.source[1] if wider.source else 0)
            inner.content = [part for whole in inner.content for part in without(whole, (low, high))]


def _cited(doc: Any, draft: Draft, drafts: list[Draft], book: CueBook) -> Draft | None:
    """ "said the road was open, citing a military source": the source gets what the citing speaker said."""
    if draft.lemma not in book.file.citing or draft.rule != "verb:object" or not draft.content:
        return None
    thing = next((c for c in doc[draft.head].rights if c.dep_ == "dobj"), None)
    if thing is None or not is_voice(thing, book):
        return None
    at = drafts.index(draft)
    nearby = drafts[max(0, at - _WINDOW) : at + _WINDOW]
    same = (d for d in nearby if d is not draft and d.source == draft.source and d.content and d.takes_quote)
    outer = next(same, None)
    if outer is None:
        return None
    cited = plain_draft(
        draft.head,
        draft.cue,
        noun_phrase(thing, draft.head),
        list(outer.content),
        draft.lemma,
        "speech",
        outer.stance,
        "verb:cited",
        True,
    )
    cited.source_head = thing.i
    return cited


def _skip_dateline(doc: Any, drafts: list[Draft]) -> None:
    """A source that the parse found in "GENEVA (Reuters) –" is the name after it."""
    found = _DATELINE.match(text_of(doc))
    if not found:
        return
    lead = next((t.i for t in doc if t.idx >= found.end()), len(doc))
    for draft in drafts:
        if draft.source and draft.source[0] < lead < draft.head:
            name = _first_name(doc, lead, draft.head)
            if name is not None:
                draft.source, draft.source_head = name, _last_noun(doc, name)
        draft.content = [(max(a, lead), b) for a, b in draft.content if b > lead]


def _last_noun(doc: Any, name: Range) -> int:
    found = (i for i in range(name[1] - 1, name[0] - 1, -1) if doc[i].pos_ in ("PROPN", "NOUN", "PRON"))
    return next(found, name[1] - 1)


def _first_name(doc: Any, lead: int, verb: int) -> Range | None:
    for i in range(lead, verb):
        token = doc[i]
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PROPN", "NOUN", "PRON"):
            start, end = noun_phrase(token, verb)
            return (max(start, lead), end)
    for i in range(lead, verb):
        if doc[i].tag_.startswith(("VB", "MD")) or doc[i].text == ",":
            return (lead, i) if i > lead else None
    return (lead, verb) if verb - lead <= 8 else None


def _holds(draft: Draft, token: int) -> bool:
    return any(low <= token < high for low, high in draft.content)


def _size(draft: Draft) -> int:
    return sum(high - low for low, high in draft.content)
