"""Plain words for the codes of the codebook, for people who read an export. Tables only."""

from typing import Final

from dateline.record import Event

TYPE_WORDS: Final[dict[str, str]] = {
    "AGREE": "agreement or promise",
    "CONSULT": "meeting or talks",
    "SUPPORT": "support in words",
    "CONCEDE": "concession in words",
    "COOPERATE": "material cooperation",
    "AID": "material aid",
    "RETREAT": "yielding",
    "REQUEST": "request or demand",
    "ACCUSE": "accusation or criticism",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation of force",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}

MODE_WORDS: Final[dict[str, dict[str, str]]] = {
    "CONSULT": {
        "visit": "visit",
        "third-party": "talks led by a third party",
        "multilateral": "multilateral talks",
        "phone": "talks by telephone",
    },
    "RETREAT": {
        "withdraw": "withdrawal",
        "release": "release or return",
        "disarm": "disarmament",
        "ceasefire": "ceasefire",
        "access": "access granted",
        "resign": "resignation",
    },
    "REQUEST": {
        "assist": "request for help",
        "change": "demand for change",
        "yield": "demand to yield",
        "meet": "request to meet",
    },
    "ACCUSE": {
        "disapprove": "criticism or condemnation",
        "investigate": "investigation",
        "allege": "accusation",
    },
    "REJECT": {
        "assist": "refusal to help",
        "change": "refusal to change",
        "yield": "refusal to yield",
        "meet": "refusal to meet",
    },
    "THREATEN": {
        "restrict": "threat to restrict",
        "arrest": "threat of arrest",
        "relations": "threat to reduce relations",
        "expel": "threat to expel",
        "territory": "threat to territory",
        "violence": "threat of violence",
    },
    "PROTEST": {
        "demo": "demonstration",
        "riot": "riot",
        "strike": "strike",
        "hunger": "hunger strike",
        "boycott": "boycott",
        "obstruct": "obstruction or blockade",
        "vandalize": "vandalism in protest",
    },
    "SANCTION": {
        "convict": "conviction",
        "expel": "expulsion",
        "withdraw": "withdrawal from a body or relation",
        "discontinue": "relations or dealings cut",
    },
    "MOBILIZE": {
        "troops": "movement of troops",
        "weapons": "movement of weapons",
        "police": "deployment of police",
        "militia": "movement of militia",
    },
    "COERCE": {
        "seize": "seizure",
        "restrict": "restriction",
        "censor": "censorship",
        "curfew": "curfew",
        "martial-law": "martial law",
        "arrest": "arrest or detention",
        "deport": "deportation",
        "withhold": "goods or services withheld",
        "misinformation": "misinformation",
        "cyber": "cyber attack",
    },
    "ASSAULT": {
        "abduct": "abduction",
        "beat": "beating",
        "torture": "torture",
        "sexual": "sexual violence",
        "targeted": "targeted killing",
        "destroy": "destruction of property",
        "primitive": "attack with simple weapons",
        "firearms": "attack with firearms",
        "explosives": "attack with explosives",
        "suicide-attack": "suicide attack",
        "aerial": "air attack",
        "drone": "drone attack",
        "heavy-weapons": "attack with heavy weapons",
        "crowd-control": "force against a crowd",
        "unconventional": "attack with unconventional weapons",
    },
}

STATUS_WORDS: Final[dict[str, str]] = {
    "happened": "happened",
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "possible",
    "conditional": "conditional",
    "denied": "denied",
    "not_happened": "did not happen",
    "unknown": "status unknown",
}

SOURCE_WORDS: Final[dict[str, str]] = {
    "named_person": "named person",
    "named_organization": "named organization",
    "media_outlet": "media outlet",
    "document": "document",
    "unnamed_person": "unnamed person",
    "unnamed_group": "unnamed group",
    "implicit": "nobody named",
}

STANCE_WORDS: Final[dict[str, str]] = {
    "asserts": "asserts",
    "confirms": "confirms",
    "denies": "denies",
    "alleges": "alleges",
    "declines_comment": "declines to comment",
    "asks": "asks",
    "demands": "demands",
    "threatens": "threatens",
    "promises": "promises",
    "predicts": "predicts",
    "believes": "believes",
}

ANONYMITY_WORDS: Final[dict[str, str]] = {
    "none": "",
    "unnamed": "unnamed",
    "granted": "anonymity granted",
}

QUOTATION_WORDS: Final[dict[str, str]] = {
    "direct": "direct quotation",
    "mixed": "mixed quotation",
    "indirect": "indirect quotation",
}

PRECISION_WORDS: Final[dict[str, str]] = {
    "site": "exact site",
    "city": "city",
    "admin1": "region",
    "country": "country",
    "hour": "to the hour",
    "day": "to the day",
    "week": "to the week",
    "month": "to the month",
    "year": "to the year",
    "unknown": "precision unknown",
}


def event_words(event: Event) -> str:
    """What an event is, in plain words ("attack with explosives")."""
    modes = MODE_WORDS.get(event.type, {})
    return modes.get(event.mode or "", TYPE_WORDS.get(event.type, event.type))


def event_code(event: Event) -> str:
    """The PLOVER code of an event ("ASSAULT explosives")."""
    return f"{event.type} {event.mode}" if event.mode else event.type
