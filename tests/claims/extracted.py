"""Reports in our own words, read and extracted by the real model."""

from datetime import date

from trucewatch.claims.extract import extract_claims
from trucewatch.reading import read_document

MONDAY = date(2024, 3, 4)


def extract(text, published_on=MONDAY, publisher="The Courier"):
    """The claims of a short report."""
    document = read_document(text.encode(), "report.txt", published_on=published_on, publisher=publisher)
    return extract_claims(document)


def only(claims, kind, type_=None):
    """The claims of a kind (and type)."""
    return [c for c in claims if c.kind == kind and (type_ is None or c.type == type_)]


def words(claim, role):
    """The actors' words in a role."""
    return [a.span.quote for a in claim.actors_as(role)]
