import json
from datetime import date

from trucewatch.claims.contract import to_json
from trucewatch.claims.extract import extract_claims
from trucewatch.reading import read_document

TEXT = "The monitoring group said that government jets bombed the market of Rastan, killing at least 12 people.\n"


def claims_as_json():
    document = read_document(TEXT.encode(), "r.txt", published_on=date(2024, 3, 4), publisher="The Courier")
    return document, [json.loads(json.dumps(to_json(c, document))) for c in extract_claims(document)]


def test_a_claim_has_exactly_the_keys_of_the_contract():
    _, (claim,) = claims_as_json()
    assert set(claim) == {
        "claim_id", "kind", "type", "stance", "document", "span", "claimants", "actors", "places", "time",
        "quantities", "confidence", "extractor",
    }  # fmt: skip
    assert set(claim["document"]) == {"path", "sha256", "title", "publisher", "published_on", "language"}
    assert set(claim["claimants"][0]) == {"text", "start", "end", "actor_id", "anonymous", "cue"}
    assert set(claim["quantities"][0]) == {"what", "text", "start", "end", "low", "high", "approx"}


def test_every_text_stands_at_its_offsets():
    document, (claim,) = claims_as_json()
    shown = [claim["span"] | {"text": claim["span"]["quote"]}, *claim["claimants"], *claim["actors"]]
    shown += claim["places"] + claim["quantities"] + [c["cue"] for c in claim["claimants"] if c["cue"]]
    assert all(document.text[s["start"] : s["end"]] == s["text"] for s in shown)


def test_an_open_bound_is_null_and_whole_numbers_stay_whole():
    _, (claim,) = claims_as_json()
    killed = next(q for q in claim["quantities"] if q["what"] == "killed")
    assert killed["low"] == 12 and isinstance(killed["low"], int) and killed["high"] is None
