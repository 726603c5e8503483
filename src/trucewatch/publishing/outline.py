"""The brief as an outline of blocks in reading order: what the plain renderers walk through."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.publishing.blocks import Block, Bullets, Heading, Paragraph, Table, Words, joined, numbers
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.happenings import RESPONSIBILITY_NOTE, IncidentCard
from trucewatch.publishing.relief import FigureView
from trucewatch.publishing.sources import SourceView
from trucewatch.publishing.terms import EvidenceView, TermView, state_words
from trucewatch.publishing.words import Line, Run, day, say

SILENT = "says nothing of it"
"""A cell of a grid whose claimant says nothing of its attribute."""


def outline(brief: Brief) -> Iterator[Block]:
    """The blocks of ``brief`` in reading order; everything that the HTML file says, but for the source texts' rest."""
    yield Heading(1, brief.title)
    yield Paragraph(say("As of ", day(brief.as_of), "."))
    yield from [Paragraph(say("Note: ", note)) for note in brief.notes]
    yield Heading(2, "Where the truce stands", "standing")
    yield Paragraph(joined((*brief.standing.sentences, *brief.standing.positions, brief.standing.basis)))
    if brief.standing.terms:
        headers = ("Term", "Verdict", "On whose word", "Against", "Leaves it open", "For", "Clock")
        yield Table("The terms at a glance", headers, tuple(_term_row(t) for t in brief.standing.terms))
    for term in brief.standing.terms:
        yield from _term(term)
    if brief.standing.reported:
        yield Heading(3, "The terms as the reports tell them")
        yield Bullets(
            tuple(
                say(f"{t.type}: ", t.words, f" [{t.stance}]" if t.stance else "", " (", t.who, ")")
                for t in brief.standing.reported
            )
        )
    if brief.exclusions:
        yield Heading(3, "Outside the truce")
        yield Bullets(
            tuple(say(name, f", also {', '.join(others)}" if others else "") for name, others in brief.exclusions)
        )
    yield Heading(2, "Incidents", "incidents")
    if not brief.incidents:
        yield Paragraph(
            say("No report read here tells of an incident. That is not calm: it is the absence of reports.")
        )
    else:
        yield Paragraph(say(RESPONSIBILITY_NOTE))
    for card in brief.incidents:
        yield from _incident(card)
    yield from _access(brief)
    yield from _positions(brief)
    yield Heading(2, "What we do not know", "unknowns")
    for hole in brief.unknowns:
        yield Heading(3, f"{hole.title} ({hole.count})")
        yield from [Paragraph(say(hole.meaning))] if hole.meaning else []
        yield Bullets((*hole.items, *([say(f"and {hole.more} more")] if hole.more else [])))
    yield from _timeline(brief)
    yield from _places(brief)
    yield Heading(2, "Sources", "sources")
    for source in brief.sources:
        yield from _source(source)
    yield from _colophon(brief)


def _term_row(term: TermView) -> tuple[Line, ...]:
    words = "; ".join(f"{w.verdict}: {', '.join(w.perspectives)}" for w in term.heard)
    if not term.heard or (len(term.words) == 1 and len(term.words[0].perspectives) > 1):
        words = f"{term.words[0].verdict if term.heard else 'no reports'} on every word taken"
    elif term.unheard:
        words += f"; no reports on {term.unheard} other word{'s' * (term.unheard > 1)}"
    return (
        say(Run(term.title, anchor=term.anchor)), say(term.verdict), say(words), numbers(term.against_claims),
        numbers(term.undecided_claims), numbers(term.supporting_claims), say(term.clock.summary if term.clock else "–"),
    )  # fmt: skip


def _term(term: TermView) -> Iterator[Block]:
    yield Heading(3, term.title, term.anchor)
    yield Paragraph(say(Run(term.verdict, style="strong"), ". ", term.reason))
    yield Paragraph(say("The term: ", Run(term.quote or term.text, style="quote"), f" ({term.status})"))
    if term.clock:
        yield Paragraph(say("The clock stands at ", term.clock.summary, ". ", term.clock.note))
        days = tuple(say(d.on, f": day {d.day}, {state_words(d.state)}") for d in term.clock.shown)
        yield Bullets((*days, *term.clock.resets))
    for name, evidence in (
        ("Against", term.against), ("Leaves it open", term.undecided), ("For", term.supporting),
        ("Set aside", term.set_aside),
    ):  # fmt: skip
        if evidence:
            yield Paragraph(say(Run(name, style="strong"), ":"))
            yield Bullets(tuple(_evidence(e) for e in evidence))
    rows = [(", ".join(w.perspectives), w.verdict, w.reason) for w in term.words] if len(term.words) > 1 else []
    rows += [(f"{name}, any claim", verdict, why) for name, verdict, why in term.parties]
    rows += [(f"read as: {name}", verdict, why) for name, verdict, why in term.readings]
    if rows:
        yield Table("On other words", ("Taken", "Verdict", "Why"), tuple((say(n), say(v), w) for n, v, w in rows))
    if term.would_change:
        yield Paragraph(say(Run("What would change it:", style="strong")))
        yield Bullets(term.would_change)
    if term.coverage:
        yield Paragraph(say(term.coverage))


def _evidence(evidence: EvidenceView) -> Line:
    parts: list[Line] = [evidence.reason]
    for i, (who, quote) in enumerate(evidence.words):
        parts.append(say("; " if i else " Told also by ", who, ": ", quote))
    return say(*parts)


def _incident(card: IncidentCard) -> Iterator[Block]:
    yield Heading(3, card.title, card.anchor)
    origins = f"{card.origins} independent {'origin' if card.origins == 1 else 'origins'}"
    reports = f"{card.documents} {'report' if card.documents == 1 else 'reports'}"
    yield Paragraph(say(Run(card.grade, style="strong"), f"; {origins} in {reports}; {card.types}; ", card.when))
    if card.contradictions:
        yield Paragraph(say(Run("Where the accounts part:", style="strong")))
        yield Bullets(card.contradictions)
    table = card.table
    if table.attributes:
        rows = []
        for attribute, cells in zip(table.attributes, table.cells, strict=True):
            rows.append((say(attribute), *(_cell(c.values) for c in cells)))
        heads = (f"{name} [{stance}]" if stance else name for name, stance in table.claimants)
        yield Table("Who says what, in the reports’ own words", ("", *heads), tuple(rows))
    if table.rest:
        yield Bullets(tuple(say(f"{a}: ", _cell(tuple((run, "") for run in values))) for a, values in table.rest))
    yield Paragraph(say(card.grade_reason, *(f" {j}" for j in card.judged)))
    if card.responsibility:
        yield Paragraph(say(f"Responsibility: {card.responsibility}."))
    words = [say(who, f" [{stance}]" if stance else "", ": ", quote) for who, quote, stance in card.words]
    yield Bullets((*words, say("and the words of claims ", numbers(card.more))) if card.more else tuple(words))


def _cell(values: tuple[tuple[Run, str], ...]) -> Line:
    runs: list[Run] = []
    for run, stance in values:
        runs += [*([Run("; ")] if runs else []), run, *([Run(f" [{stance}]")] if stance else [])]
    return tuple(runs) or (Run(SILENT),)


def _figures(caption: str, figures: tuple[FigureView, ...]) -> Iterator[Block]:
    if figures:
        rows = tuple(
            (
                say(f.what),
                say(f.figures, ". " if f.mismatch else "", f.mismatch),
                say(f.place or "place not given"),
                f.when,
                f.who,
            )
            for f in figures
        )
        yield Table(caption, ("What", "Number", "Where", "When", "Who says"), rows)


def _lines(lines: tuple[Line, ...]) -> Line:
    runs: list[Run] = []
    for line in lines:
        runs += [*([Run("; ")] if runs else []), *line]
    return tuple(runs)


def _access(brief: Brief) -> Iterator[Block]:
    access = brief.access
    yield Heading(2, "Access", "access")
    if not (access.movements or access.people or access.totals):
        yield Paragraph(say("No report read here speaks of aid or of people on the move."))
    yield from _figures("People besieged, displaced or in need, place not given", access.elsewhere)
    if access.places:
        headers = ("Place", "People", "Last reached", "Aid by its stage", "Said against it")
        rows = tuple(
            (
                say(p.place),
                _lines((*p.people, *p.rivals)) or say("no count in these reports"),
                say(p.last, "; " if p.before else "", p.before),
                _lines(tuple(say(f"{stage}: ", line) for stage, told in p.stages for line in told))
                or say("nothing in these reports"),
                _lines(p.contradicted) or say("nothing in these reports"),
            )
            for p in access.places
        )
        yield Table("Places: who is there, when aid last came, and what is told of it at each stage", headers, rows)
    if access.gaps:
        yield Heading(3, "Gaps")
        yield Bullets(tuple(say(f"{g.title}: ", f"{g.place}: " if g.place else "", g.words) for g in access.gaps))
    for movement in access.movements:
        yield Heading(3, movement.title, movement.anchor)
        stand = movement.stand
        facts = [("Last told", stand.now), ("Journey", stand.journey), ("Carried by", say(movement.carriers))]
        facts += [("Load", stand.load), ("Told beside", stand.beside), ("Held up by", say(stand.held_by))]
        facts += [("Because", line) for line in stand.because]
        yield Bullets(tuple(say(f"{name}: ", line) for name, line in facts if line))
        told = (*movement.contradictions, *stand.excesses)
        yield from [Bullets(told)] if told else []
        headers = ("Stage", "When", "How much", "Who says", "Words")
        stages = tuple(
            (
                say(s.stage, f" [{s.stance}]" if s.stance else ""),
                s.when,
                s.figures or say("no number given"),
                s.who,
                say(s.words),
            )
            for s in movement.stages
        )
        yield Table("Stage by stage; a number belongs to its stage and to nothing later", headers, stages)
    for total in access.totals:
        caption = f"Counted over days or at a border, {total.place or 'place not given'}; never added"
        yield from [Bullets(total.rivals)] if total.rivals else []
        yield Table(
            caption,
            ("Stage", "When", "How much", "Who says", "Words"),
            tuple((say(stage), when, much, who, say(words)) for stage, when, much, who, words in total.rows),
        )
    if access.note:
        yield Paragraph(say(f"The reasons are sorted into {access.note}."))
    yield from _figures("Tolls, tallies and volumes, as each source gives them", access.tallies)


def _positions(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "Positions", "positions")
    if not brief.positions:
        yield Paragraph(say("No report read here carries anyone’s position on the truce."))
    for group in brief.positions:
        yield Heading(3, group.title, group.anchor)
        yield Bullets(
            tuple(
                say(s.holder, f" [{s.stance}]" if s.stance else "", ": ", s.words, " (", s.when, ", ", s.who, ")")
                for s in group.stances
            )
        )


def _timeline(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "Timeline", "timeline")
    for d in brief.timeline.days:
        state = f", {d.number}, {state_words(d.state)}" if d.number else ""
        yield Heading(3, f"{d.weekday} {d.on.text}{state}", d.anchor)
        if d.entries:
            yield Bullets(tuple(say(f"{e.lane}: ", e.text, f" [{e.stance}]" if e.stance else "") for e in d.entries))
        else:
            told = "Nothing else" if d.state not in ("unknown", "") else "Nothing"
            yield Paragraph(say(f"{told} is told of this day."))
    if brief.timeline.long:
        yield Heading(3, "Over longer stretches")
        yield Bullets(
            tuple(say(f"{e.lane}: ", e.text, f" [{e.stance}]" if e.stance else "") for e in brief.timeline.long)
        )


def _places(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "Places", "map")
    yield Bullets(
        tuple(
            say(Run(p.name, anchor=""), f", {p.lat:g}, {p.lon:g} ({p.precision_words}) ", numbers(p.claims))
            for p in brief.map.places
        )
        + tuple(say(Run(u.words, u.claims, "words"), f" ({u.why})") for u in brief.map.unlocated)
    )


def _source(source: SourceView) -> Iterator[Block]:
    yield Heading(3, f"Source {source.number}. {source.publisher}: {source.title}", source.anchor)
    dated = "no date was found in it" if source.found_by == "not found" else f"dated by {source.found_by}"
    words = f" ({source.date_words})" if source.date_words else ""
    facts: list[Line] = [
        say("Published: ", source.date, f"; {dated}{words}. {source.date_note}"),
        say("Origin: ", source.origin),
        say(f"File: {source.path}, SHA-256 {source.sha256}"),
    ]
    facts += [say(f"Problem: {issue}") for issue in source.issues]
    yield Bullets(tuple(facts))
    for note in (n for p in source.paragraphs for n in p.notes):
        stance = f", {note.stance}" if note.stance != "asserted" else ""
        where = f" (characters {note.start} to {note.end})"
        yield Words(note.number, note.quote, say(f"{note.type}{stance}: ", note.who, where))


def _colophon(brief: Brief) -> Iterator[Block]:
    yield Heading(2, "How this brief was made")
    facts = [say(f"{name}: {value}") for name, value in brief.versions]
    if brief.agreement_id:
        facts.append(say(f"agreement: {brief.agreement_id}, version {brief.agreement_version}"))
    if brief.ledger_head:
        facts.append(say(f"seal: {brief.ledger_head}"))
    yield Paragraph(
        say(
            f"{brief.claims} claims were read by rules in {len(brief.sources)} reports of {brief.origins} independent "
            "origins. They may be misread, which is why each one leads to its words."
        )
    )
    yield Bullets(tuple(facts))
