"""Claims and incidents as files: CSV, GeoJSON, JSON lines.  Claims are streamed: memory does not grow with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import Path
from starlette.responses import Response, StreamingResponse

from trucewatch.api.claims import Wanted
from trucewatch.api.pictured import Pictured
from trucewatch.api.routing import Reader, marked, new_router
from trucewatch.desk.search import FoundClaim, each_claim
from trucewatch.ledger.codec import to_plain
from trucewatch.publishing.exports import export, still

router = new_router("exports")
Format = Annotated[Literal["csv", "geojson", "jsonl"], Path(description="The file's format.")]
MEDIA = {"csv": "text/csv", "geojson": "application/geo+json", "jsonl": "application/jsonl"}
_COLLECTION = {"type": "object", "required": ["type", "features"], "properties": {"features": {"type": "array"}}}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {m: {"schema": _COLLECTION} if m.endswith("json") else {} for m in MEDIA.values()},
    }
}
COLUMNS: tuple[str, ...] = (
    "claim_id", "document_id", "kind", "type", "stance", "state", "source", "words", "start", "end", "day_from",
    "day_to", "place", "latitude", "longitude", "geo_precision", "numbers", "confidence",
)  # fmt: skip


@router.get(
    "/exports/claims/{format}", response_class=StreamingResponse, responses=_FILES, openapi_extra=marked("read")
)
def export_claims(context: Reader, format: Format, wanted: Wanted) -> StreamingResponse:
    """Claims as they stand, by the filters of their list, newest recorded first."""
    found = each_claim(context.desk, context.projection, wanted)
    write = {"csv": _csv, "geojson": _geojson, "jsonl": write_jsonl}[format]
    name = {"Content-Disposition": f'attachment; filename="claims.{format}"'}
    return StreamingResponse(write(found), media_type=MEDIA[format], headers=name)


@router.get("/exports/incidents/{format}", response_class=Response, responses=_FILES, openapi_extra=marked("read"))
def export_incidents(shown: Pictured, format: Format) -> Response:
    """Incidents with their rival values and ranges, as `trucewatch export` writes them."""
    name = {"Content-Disposition": f'attachment; filename="incidents.{format}"'}
    return Response(export(shown.situation, format), media_type=MEDIA[format], headers=name)


def _csv(found: Iterator[FoundClaim]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    # The mark at the front tells Excel that it is UTF-8: Arabic names survive.
    yield b"\xef\xbb\xbf"
    for one in found:
        writer.writerow(["" if v is None else still(v) for v in _cells(one)])
        if out.tell() > 32_768:
            yield _emptied(out)
    yield _emptied(out)


def _geojson(found: Iterator[FoundClaim]) -> Iterator[bytes]:
    """RFC 7946: longitude before latitude, WGS84; claims without a located place have no geometry."""
    yield b'{"type": "FeatureCollection", "features": ['
    comma = b"\n"
    for one in found:
        cells = dict(zip(COLUMNS, _cells(one), strict=True))
        lat, lon = cells.pop("latitude"), cells.pop("longitude")
        point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        feature = {"type": "Feature", "id": cells["claim_id"], "geometry": point, "properties": cells}
        yield comma + json.dumps(feature, ensure_ascii=False).encode()
        comma = b",\n"
    yield b"\n]}\n"


def write_jsonl(found: Iterator[FoundClaim]) -> Iterator[bytes]:
    """JSON lines, a claim each, as they are found."""
    for one in found:
        told = {"claim": to_plain(one.claim), "state": one.state, "source": one.source}
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _emptied(out: io.StringIO) -> bytes:
    told = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return told


def _cells(one: FoundClaim) -> list[str | float | None]:
    claim = one.claim
    place = next((p for p in claim.places if p.lat is not None), claim.places[0] if claim.places else None)
    when = claim.when
    numbers = "; ".join(f"{q.what} {_number(q.low)}..{_number(q.high)}" for q in claim.quantities)
    return [
        claim.claim_id, claim.document_id, claim.kind, claim.type, claim.stance, one.state, one.source,
        claim.span.quote, claim.span.start, claim.span.end,
        str(when.start_on or "") if when else "", str(when.end_on or "") if when else "",
        (place.name or place.span.quote) if place else "", place.lat if place else None, place.lon if place else None,
        place.geo_precision if place else None, numbers, claim.confidence,
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1e15 else str(value)
