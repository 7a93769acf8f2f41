"""Dyads as GDELT 1.0 has them: its 58 columns in order, then the evidence.

One row an event and pair of parties. Where all take part alike (talks, clashes) there is a row for
each direction; a party without another has a row of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations, product
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.codebook import QUAD_CLASSES, SECTORS, SUPRANATIONAL
from dateline.exports.archive.intensity import intensity, root_code
from dateline.exports.archive.writing import Code, write_csv

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

MOST_PARTIES: Final = 12
"""Parties of one side that are paired; no sentence has more, and hostile text may."""

_PARTY: Final = {
    "Code": "country, or supranational code, and sectors, joined: `KENMIL`",
    "Name": "its name in the report",
    "CountryCode": "ISO 3166 alpha-3",
    "KnownGroupCode": "IGO, UNO, EUR, NGO, IMG, MNC",
    "EthnicCode": "",
    "Religion1Code": "",
    "Religion2Code": "",
    "Type1Code": "its first PLOVER sector, which CAMEO calls a role",
    "Type2Code": "its second sector",
    "Type3Code": "its third sector",
}
_PLACE: Final = (
    "Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID",
)  # fmt: skip

COLUMNS: Final[dict[str, str]] = {
    "GLOBALEVENTID": "id of the event in the archive, a text; several rows may share it",
    "SQLDATE": "day as YYYYMMDD: of the event, else of the report",
    "MonthYear": "YYYYMM",
    "Year": "YYYY",
    "FractionDate": "year and the part of it that has gone, months of 30.4 days",
    **{f"Actor1{name}": f"actor: {told}" if told else "" for name, told in _PARTY.items()},
    **{f"Actor2{name}": f"recipient: {told}" if told else "" for name, told in _PARTY.items()},
    "IsRootEvent": "",
    "EventCode": "root code and 0, which in CAMEO means not specified further",
    "EventBaseCode": "the same",
    "EventRootCode": "CAMEO root code, see below",
    "QuadClass": "1, 2 verbal, material cooperation; 3, 4 verbal, material conflict",
    "GoldsteinScale": "intensity of the root code, -10 to 10, see below",
    "NumMentions": "reports that tell the incident",
    "NumSources": "independent origins of these reports",
    "NumArticles": "the same as NumMentions",
    "AvgTone": "",
    **{f"Actor1Geo_{name}": "" for name in _PLACE},
    **{f"Actor2Geo_{name}": "" for name in _PLACE},
    "ActionGeo_Type": "1 country, 2 state and 3 place of the USA, 4 place and 5 region elsewhere",
    "ActionGeo_FullName": "name of the place",
    "ActionGeo_CountryCode": "ISO 3166 alpha-3 (GDELT has FIPS)",
    "ActionGeo_ADM1Code": "",
    "ActionGeo_Lat": "latitude, degrees",
    "ActionGeo_Long": "longitude, degrees",
    "ActionGeo_FeatureID": "GeoNames id",
    "DATEADDED": "",
    "SOURCEURL": "address of the report",
    "Type": "PLOVER type",
    "Mode": "PLOVER mode",
    "Status": "happened, planned, denied ...; GDELT doesn't tell these apart",
    "Origins": "independent origins of the incident",
    "IncidentID": "id of the incident",
    "Chain": "the outlet and all sources from the outermost to the innermost",
    "Anonymity": "of the innermost source: none, unnamed, granted",
    "DeniedBy": "who denies the incident",
    "ReportID": "id of the report",
    "Sentence": "the words around the trigger",
}  # fmt: skip
"""What each column holds; those without meaning here are kept, empty, for tools that count."""

_QUADS: Final = {quad: number for number, quad in enumerate(QUAD_CLASSES, 1)}
_DAYS_A_YEAR: Final = 365
_AREA_TYPE: Final = {"country": (1, 1), "admin1": (2, 5), "city": (3, 4), "site": (3, 4)}
"""The type of a place in the USA and elsewhere."""

Party = tuple[str | None, str | None, str]


def write(selection: "Selection", file: TextIO) -> None:
    """Writes CSV, by report in order of their ids."""
    write_csv(file, list(COLUMNS), _rows(selection))


def _rows(selection: "Selection") -> Iterator[list[object]]:
    for event in selection.events():
        shared = _event_cells(event)
        for actor, recipient in _pairs(_parties(event, "actor"), _parties(event, "recipient")):
            row = shared | _party_cells("Actor1", actor) | _party_cells("Actor2", recipient)
            yield [row.get(column) for column in COLUMNS]


def _parties(event: dict[str, Any], side: str) -> list[Party]:
    columns = (event[f"{side}_{what}"] for what in ("names", "countries", "sectors"))
    return list(zip(*columns, strict=True))[:MOST_PARTIES]


def _pairs(
    actors: Sequence[Party], recipients: Sequence[Party]
) -> Iterator[tuple[Party | None, Party | None]]:
    if actors and recipients:
        yield from product(actors, recipients)
    elif len(actors) > 1:
        yield from permutations(actors, 2)
    else:
        yield (actors[0] if actors else None, recipients[0] if recipients else None)


def _party_cells(prefix: str, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    name, country, sectors = party
    roles = [sector for sector in sectors.split() if sector in SECTORS]
    group = country if country in SUPRANATIONAL else None
    return {
        f"{prefix}Code": "".join([country or "", *roles]) or None,
        f"{prefix}Name": name,
        f"{prefix}CountryCode": None if group else country,
        f"{prefix}KnownGroupCode": group,
        **{f"{prefix}Type{number}Code": role for number, role in enumerate(roles[:3], 1)},
    }


def _event_cells(event: dict[str, Any]) -> dict[str, object]:
    root = root_code(event["type"], event["mode"])
    code = Code(f"{root}0") if root else None
    return {
        "GLOBALEVENTID": event["id"],
        **_day_cells(event["day"]),
        "EventCode": code,
        "EventBaseCode": code,
        "EventRootCode": Code(root) if root else None,
        "QuadClass": _QUADS.get(event["quad"] or ""),
        "GoldsteinScale": intensity(event["type"], event["mode"]),
        "NumMentions": event["reports"],
        "NumSources": event["origins"],
        "NumArticles": event["reports"],
        **_place_cells(event),
        "SOURCEURL": event["url"],
        "Type": event["type"],
        "Mode": event["mode"],
        "Status": event["status"],
        "Origins": event["origins"],
        "IncidentID": event["incident_id"],
        "Chain": event["chain"],
        "Anonymity": event["anonymity"],
        "DeniedBy": event["denied_by"],
        "ReportID": event["report_id"],
        "Sentence": event["sentence"],
    }


def _day_cells(day: date | None) -> dict[str, object]:
    if day is None:
        return {}
    gone = ((day.month - 1) * 30.4 + day.day) / _DAYS_A_YEAR
    return {
        "SQLDATE": day.year * 10_000 + day.month * 100 + day.day,
        "MonthYear": day.year * 100 + day.month,
        "Year": day.year,
        "FractionDate": round(day.year + gone, 4),
    }


def _place_cells(event: dict[str, Any]) -> dict[str, object]:
    in_usa, elsewhere = _AREA_TYPE.get(event["place_precision"] or "", (None, None))
    return {
        "ActionGeo_Type": in_usa if event["country"] == "USA" else elsewhere,
        "ActionGeo_FullName": event["place_name"],
        "ActionGeo_CountryCode": event["country"],
        "ActionGeo_Lat": event["lat"],
        "ActionGeo_Long": event["lon"],
        "ActionGeo_FeatureID": event["geonames_id"],
    }
