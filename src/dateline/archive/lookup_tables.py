"""The look-up tables: what questions filter and count by, as numbers in narrow tables.

Parties, places, sources and outlets have numbers, so that a name is looked for once, not in every
event that has it. `report` and `incident` are ids read as hexadecimal
numbers; all other numbers mean something in one folder of derived tables alone.

`lookup_queries` tells how each is made.
"""

from typing import Final

Columns = dict[str, str]

LOOKUP: Final[dict[str, Columns]] = {
    "outlets": {"outlet": "INTEGER", "name": "VARCHAR", "folded": "VARCHAR"},
    "reports": {"report": "UBIGINT", "report_id": "VARCHAR", "day": "DATE", "outlet": "INTEGER"},
    "origins": {"report": "UBIGINT", "origin": "UBIGINT"},
    "speakers": {
        "speaker": "INTEGER",
        "name": "VARCHAR",
        "folded": "VARCHAR",
        "nameless": "VARCHAR",
    },
    "statements": {
        "statement": "INTEGER",
        "id": "VARCHAR",
        "report": "UBIGINT",
        "position": "INTEGER",
        "origin": "UBIGINT",
        "day": "DATE",
        "outlet": "INTEGER",
        "stance": "VARCHAR",
        "anonymous": "BOOLEAN",
        "quoted": "BOOLEAN",
        "source_type": "VARCHAR",
    },
    "sources": {
        "statement": "INTEGER",
        "speaker": "INTEGER",
        "speaks": "BOOLEAN",
        "nameless": "BOOLEAN",
    },
    "namesakes": {"named": "INTEGER", "name": "VARCHAR", "country": "VARCHAR"},
    "parties": {
        "party": "INTEGER",
        "named": "INTEGER",
        "name": "VARCHAR",
        "country": "VARCHAR",
        "sectors": "VARCHAR",
        "folded": "VARCHAR",
    },
    "places": {
        "place": "INTEGER",
        "name": "VARCHAR",
        "lat": "DOUBLE",
        "lon": "DOUBLE",
        "precision": "VARCHAR",
        "folded": "VARCHAR",
    },
    "contexts": {"context": "INTEGER", "contexts": "VARCHAR[]"},
    "sides": {"sides": "INTEGER", "actors": "VARCHAR[]", "recipients": "VARCHAR[]"},
    "events": {
        "event": "INTEGER",
        "id": "VARCHAR",
        "report": "UBIGINT",
        "position": "INTEGER",
        "day": "DATE",
        "last_day": "DATE",
        "outlet": "INTEGER",
        "type": "VARCHAR",
        "mode": "VARCHAR",
        "quad": "VARCHAR",
        "context": "INTEGER",
        "status": "VARCHAR",
        "country": "VARCHAR",
        "place": "INTEGER",
        "time_precision": "VARCHAR",
        "pinned": "BOOLEAN",
        "statement": "INTEGER",
        "stance": "VARCHAR",
        "anonymous": "BOOLEAN",
        "incident": "UBIGINT",
        "shared": "BOOLEAN",
        "origins": "INTEGER",
        "denied": "BOOLEAN",
        "sides": "INTEGER",
    },
    "participants": {
        "event": "INTEGER",
        "is_actor": "BOOLEAN",
        "party": "INTEGER",
        "named": "INTEGER",
    },
    "incidents": {
        "incident": "UBIGINT",
        "incident_id": "VARCHAR",
        "day": "DATE",
        "last_day": "DATE",
        "origins": "INTEGER",
        "denied": "BOOLEAN",
        "unnamed": "BOOLEAN",
    },
    "active": {
        "name": "VARCHAR",
        "country": "VARCHAR",
        "sectors": "VARCHAR[]",
        "as_actor": "BIGINT",
        "as_recipient": "BIGINT",
        "first_day": "DATE",
        "last_day": "DATE",
    },
    "quoted": {
        "name": "VARCHAR",
        "source_type": "VARCHAR",
        "anonymous": "BOOLEAN",
        "statements": "BIGINT",
        "origins": "BIGINT",
        "quotations": "BIGINT",
        "denials": "BIGINT",
        "first_day": "DATE",
        "last_day": "DATE",
    },
}
"""The columns of each table.

`context` and `sides` are numbers of lists that many events have. `origin`: the origin of the
statement's report, null where it has several. `named`: one number for all parties of one name and
country. `shared`: the incident has other events. `pinned`: an event's place is known to the city
or better, and its day. `speaks`: the speaker is a source of the statement, not only a body spoken
for or other words that tell a source. `nameless`: the source is a pronoun. `unnamed`: no report of
the incident names a source, other than one that denies it. `active` and `quoted` are the answers
about all actors and sources.
"""

ORDER: Final[dict[str, str]] = {
    "outlets": "outlet",
    "reports": "report",
    "origins": "report, origin",
    "speakers": "speaker",
    "statements": "day NULLS LAST, report, position",
    "sources": "speaker, statement",
    "namesakes": "named",
    "parties": "party",
    "places": "place",
    "contexts": "context",
    "sides": "sides",
    "events": "day NULLS LAST, id",
    "participants": "is_actor, party, event",
    "incidents": "day NULLS LAST, origins DESC, incident_id",
}
"""The order of the rows in the files; those of answers are in the order of the answer."""


def numbered(hexadecimal: str) -> str:
    """An id of hexadecimal digits as a number."""
    return f"('0x' || {hexadecimal})::UBIGINT"


def as_id(number: str) -> str:
    """A number as the id of hexadecimal digits that it is."""
    return f"printf('%016x', {number})"
