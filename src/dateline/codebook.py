"""The closed vocabularies of a record: types, modes, contexts, sectors, stances and statuses.

Event types, modes, contexts and sectors are those of PLOVER (Open Event Data Alliance, 2021
revision). Statement stances, source types and event statuses are Dateline's own.
Tables only; nothing here reads text.
"""

from typing import Final

EVENT_MODES: Final[dict[str, tuple[str, ...]]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip
"""The modes of each of the 16 event types, in the codebook's order."""

EVENT_TYPES: Final[tuple[str, ...]] = tuple(EVENT_MODES)

QUAD_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The four coarse classes of event types, from verbal cooperation to material conflict."""

QUAD_CLASS: Final[dict[str, str]] = {
    event_type: quad for quad, types in QUAD_CLASSES.items() for event_type in types
}

CONTEXTS: Final[tuple[str, ...]] = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip

SECTORS: Final[tuple[str, ...]] = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM",
    "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "UNK",
)  # fmt: skip

SUPRANATIONAL: Final[tuple[str, ...]] = ("IGO", "UNO", "EUR", "NGO", "IMG", "MNC")
"""What an actor's `country` may hold beside an ISO 3166 alpha-3 code."""

ACTOR_KINDS: Final = ("person", "organization", "country", "place", "group", "document")
NAME_TYPES: Final = ("person", "organization", "place", "group", "other")
QUOTATIONS: Final = ("direct", "mixed", "indirect")
SOURCE_TYPES: Final = (
    "named_person", "named_organization", "media_outlet", "document", "unnamed_person",
    "unnamed_group", "implicit",
)  # fmt: skip
ANONYMITIES: Final = ("none", "unnamed", "granted")
STANCES: Final = (
    "asserts", "confirms", "denies", "alleges", "declines_comment", "asks", "demands",
    "threatens", "promises", "predicts", "believes",
)  # fmt: skip
STATUSES: Final = (
    "happened", "ongoing", "planned", "possible", "conditional", "denied", "not_happened",
    "unknown",
)  # fmt: skip
PLACE_PRECISIONS: Final = ("site", "city", "admin1", "country", "unknown")
TIME_PRECISIONS: Final = ("hour", "day", "week", "month", "year", "unknown")
TIME_KINDS: Final = ("date", "time", "duration", "set")
MAGNITUDES: Final = (
    "killed", "injured", "casualties", "arrested", "displaced", "participants", "amount",
)  # fmt: skip
