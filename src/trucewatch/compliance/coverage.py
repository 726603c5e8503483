"""How much was heard of a term's period and area: documents and independent origins, so that silence shows."""

from __future__ import annotations

from trucewatch.compliance.happenings import Known, Testimony
from trucewatch.compliance.scope import Term, find_area, find_time
from trucewatch.compliance.wording import count


def describe_coverage(known: Known, term: Term) -> str:
    """A sentence: how many documents from how many origins speak of the period and the area."""
    documents: set[str] = set()
    for happening in known.happenings:
        for testimony in happening.testimonies:
            if testimony.claim.document_id not in documents and _speaks_of(testimony, term):
                documents.add(testimony.claim.document_id)
    origins = {known.origins[d] for d in documents}
    area = f" and of {term.provision.area_name}" if term.provision.area_name else ""
    if documents:
        verb = "speaks" if len(documents) == 1 else "speak"
        said = f"{count(len(documents), 'document')} from {count(len(origins), 'origin')} {verb} of this period{area}"
    else:
        said = f"no report read here speaks of this period{area}"
    if known.undated:
        said += f"; {count(known.undated, 'document')} without a date counted as known"
    return said


def _speaks_of(testimony: Testimony, term: Term) -> bool:
    if find_area(testimony, term).fit != "inside":
        return False
    time = find_time(testimony, term)
    if time.start_on is not None:
        return time.fit == "inside"
    start, on = term.starts_on, testimony.published_on
    return on is not None and on <= term.last_on and (start is None or start <= on)
