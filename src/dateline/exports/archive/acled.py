"""Happenings in ACLED's columns: those of the kinds that ACLED takes in, each once.

One row an incident, told by the first of its events that were asked for. Only what is said to have
happened or to go on, and whose kind, place and day ACLED would have a code for.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO

from dateline.exports.archive.country_codes import ISO_NUMERIC
from dateline.exports.archive.writing import line, whole, write_csv

if TYPE_CHECKING:
    from dateline.exports.archive.selection import Selection

ACLED_COLUMNS: Final[dict[str, str]] = {
    "event_id_cnty": "country and id of the incident, or of the event where it has none",
    "event_date": "first day of the event, else the day of the report, YYYY-MM-DD",
    "year": "of event_date",
    "time_precision": "1 the day is known, 2 the week, 3 the month or less, or no day is told",
    "disorder_type": "see below",
    "event_type": "see below",
    "sub_event_type": "see below",
    "actor1": "first actor",
    "assoc_actor_1": "the other actors",
    "inter1": "kind of actor1, see below",
    "actor2": "first recipient; in a clash of several actors the second",
    "assoc_actor_2": "the other recipients",
    "inter2": "kind of actor2",
    "interaction": "inter1 and inter2",
    "civilian_targeting": "`Civilian targeting` where violence meets civilians alone",
    "iso": "ISO 3166 numeric code of the country",
    "region": "",
    "country": "name of the country",
    "admin1": "name of the place, where it is a region",
    "admin2": "",
    "admin3": "",
    "location": "name of the place",
    "latitude": "degrees; empty where only the country is known",
    "longitude": "degrees",
    "geo_precision": "1 a town or a site, 3 a region; empty where only the country is known",
    "source": "outlet",
    "source_scale": "",
    "notes": "the words around the trigger",
    "fatalities": "number killed, as this report tells it; empty where it tells none",
    "tags": "`crowd size=` and the number of participants",
    "timestamp": "",
}  # fmt: skip
EVIDENCE_COLUMNS: Final[dict[str, str]] = {
    "type": "PLOVER type",
    "mode": "PLOVER mode",
    "status": "happened, ongoing",
    "event_id": "id of the event in the archive",
    "report_id": "id of the report",
    "url": "its address",
    "reports": "how many reports tell the incident",
    "origins": "how many independent origins they have",
    "chain": "the outlet and all sources from the outermost to the innermost",
    "anonymity": "of the innermost source: none, unnamed, granted",
    "denied_by": "who denies the incident",
}
COLUMNS: Final = ACLED_COLUMNS | EVIDENCE_COLUMNS

VIOLENCE: Final = "Political violence"
DEMONSTRATION: Final = "Demonstrations"
STRATEGIC: Final = "Strategic developments"
REMOTE: Final = "Explosions/Remote violence"
AGAINST_CIVILIANS: Final = "Violence against civilians"

BY_MODE: Final[dict[tuple[str, str], tuple[str, str, str]]] = {
    ("ASSAULT", "aerial"): (VIOLENCE, REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (VIOLENCE, REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (VIOLENCE, REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): (VIOLENCE, REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (VIOLENCE, REMOTE, "Suicide bomb"),
    ("ASSAULT", "abduct"): (VIOLENCE, AGAINST_CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (VIOLENCE, AGAINST_CIVILIANS, "Sexual violence"),
    ("ASSAULT", "torture"): (VIOLENCE, AGAINST_CIVILIANS, "Attack"),
    ("ASSAULT", "destroy"): (STRATEGIC, STRATEGIC, "Looting/property destruction"),
    ("ASSAULT", "crowd-control"): (DEMONSTRATION, "Protests", "Protest with intervention"),
    ("PROTEST", "demo"): (DEMONSTRATION, "Protests", "Peaceful protest"),
    ("PROTEST", "obstruct"): (DEMONSTRATION, "Protests", "Peaceful protest"),
    ("PROTEST", "riot"): (DEMONSTRATION, "Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): (DEMONSTRATION, "Riots", "Violent demonstration"),
    ("COERCE", "arrest"): (STRATEGIC, STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (STRATEGIC, STRATEGIC, "Agreement"),
}
"""disorder_type, event_type and sub_event_type of what one mode decides."""

CLASH: Final = (VIOLENCE, "Battles", "Armed clash")
ATTACK: Final = (VIOLENCE, AGAINST_CIVILIANS, "Attack")
FORCE_ON_PROTEST: Final = (
    f"{VIOLENCE}; {DEMONSTRATION}", "Protests", "Excessive force against protesters",
)  # fmt: skip
BY_PARTIES: Final = (None, "beat", "targeted", "primitive", "firearms")
"""Modes of ASSAULT that are a clash between armed parties and an attack on those unarmed."""

STATE: Final = "State forces"
REBELS: Final = "Rebel groups"
MILITIAS: Final = "Political militias"
CIVILIANS: Final = "Civilians"
OUTSIDERS: Final = "External/Other forces"
ARMED: Final = (STATE, REBELS, MILITIAS, OUTSIDERS)
INTER: Final[dict[str, str]] = {
    "MIL": STATE, "COP": STATE, "SPY": STATE, "GOV": STATE, "REB": REBELS, "PRM": MILITIAS,
    "UAF": MILITIAS,
}  # fmt: skip
"""Kinds of parties by their first sector that has one; all other sectors are civilians.
Forces of the state abroad, and of bodies of states, are external."""
PROTESTING: Final = {"Protests": "Protesters", "Riots": "Rioters"}

TIME_PRECISION: Final = {"hour": 1, "day": 1, "week": 2}
LEAST_TIME_PRECISION: Final = 3
GEO_PRECISION: Final = {"site": 1, "city": 1, "admin1": 3}
HAPPENED: Final = "e.status IN ('happened', 'ongoing')"

Kinds = tuple[str, str, str]


def write(selection: "Selection", file: TextIO) -> None:
    """Writes CSV, by report in order of their ids."""
    write_csv(file, list(COLUMNS), _rows(selection))


def _rows(selection: "Selection") -> Iterator[list[object]]:
    for event in selection.events(once=True, where=HAPPENED):
        if event["country"] is None or event["day"] is None:
            continue
        first, second = _sides(event)
        kinds = _kinds(event, first, second)
        if kinds is None:
            continue
        row = _when_and_what(event, kinds) | _parties(event, kinds, first, second)
        row |= _where(event) | _evidence(event)
        yield [row.get(column) for column in COLUMNS]


def _sides(event: dict[str, Any]) -> tuple[list[str | None], list[str | None]]:
    """The kinds of the parties of both sides; `None` for a party of which no sector is known."""
    actors, recipients = (
        [
            _inter(sectors, country, event["country"])
            for sectors, country in zip(
                event[f"{side}_sectors"], event[f"{side}_countries"], strict=True
            )
        ]
        for side in ("actor", "recipient")
    )
    return (actors, recipients) if recipients else (actors[:1], actors[1:])


def _inter(sectors: str, country: str | None, place: str) -> str | None:
    known = [INTER.get(sector, CIVILIANS) for sector in sectors.split() if sector != "UNK"]
    kind = next((one for one in known if one != CIVILIANS), known[0] if known else None)
    return OUTSIDERS if kind == STATE and country not in (None, place) else kind


def _kinds(
    event: dict[str, Any], first: list[str | None], second: list[str | None]
) -> Kinds | None:
    mode = event["mode"]
    if (event["type"], mode) == ("ASSAULT", "crowd-control") and _hurt(event):
        return FORCE_ON_PROTEST
    if event["type"] == "ASSAULT" and mode in BY_PARTIES:
        if any(kind in ARMED for kind in first) and any(kind in ARMED for kind in second):
            return CLASH
        return ATTACK if CIVILIANS in second else None
    return BY_MODE.get((event["type"], mode or ""))


def _hurt(event: dict[str, Any]) -> bool:
    return any(event[kind] for kind in ("killed", "injured", "casualties"))


def _when_and_what(event: dict[str, Any], kinds: Kinds) -> dict[str, object]:
    told = event["start_day"] or event["end_day"]
    precision = TIME_PRECISION.get(event["time_precision"] or "") if told else None
    participants = whole(event["participants"])
    return {
        "event_id_cnty": f"{event['country']}{event['incident_id'] or event['id']}",
        "event_date": event["day"],
        "year": event["day"].year,
        "time_precision": precision or LEAST_TIME_PRECISION,
        "disorder_type": kinds[0],
        "event_type": kinds[1],
        "sub_event_type": kinds[2],
        "fatalities": whole(event["killed"]),
        "tags": None if participants is None else f"crowd size={participants}",
        "notes": line(event["sentence"]),
        "source": event["outlet"],
    }


def _parties(
    event: dict[str, Any], kinds: Kinds, first: list[str | None], second: list[str | None]
) -> dict[str, object]:
    actors, recipients = event["actor_names"], event["recipient_names"]
    if not recipients:
        actors, recipients = actors[:1], actors[1:]
    one = next(iter(first), None)
    two = next(iter(second), None)
    if event["type"] == "PROTEST":
        one = PROTESTING[kinds[1]]
    elif event["mode"] == "crowd-control":
        two = "Protesters"
    violent = VIOLENCE in kinds[0]
    civilians = violent and bool(second) and all(kind == CIVILIANS for kind in second)
    return {
        "actor1": next(iter(actors), None),
        "assoc_actor_1": "; ".join(name for name in actors[1:] if name),
        "inter1": one,
        "actor2": next(iter(recipients), None),
        "assoc_actor_2": "; ".join(name for name in recipients[1:] if name),
        "inter2": two,
        "interaction": "-".join(kind for kind in (one, two) if kind),
        "civilian_targeting": "Civilian targeting" if civilians else None,
    }


def _where(event: dict[str, Any]) -> dict[str, object]:
    from dateline.gazetteer.countries import table

    code, precision = event["country"], event["place_precision"]
    country = table().get(code)
    point = precision in GEO_PRECISION
    return {
        "iso": ISO_NUMERIC.get(code),
        "country": country.name if country else code,
        "admin1": event["place_name"] if precision == "admin1" else None,
        "location": event["place_name"],
        "latitude": event["lat"] if point else None,
        "longitude": event["lon"] if point else None,
        "geo_precision": GEO_PRECISION.get(precision),
    }


def _evidence(event: dict[str, Any]) -> dict[str, object]:
    same = ("type", "mode", "status", "report_id", "url", "reports", "origins", "chain",
            "anonymity", "denied_by")  # fmt: skip
    return {"event_id": event["id"], **{name: event[name] for name in same}}
