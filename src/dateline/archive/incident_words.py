"""One sentence that tells an incident as an analyst would say it, made of its fields alone."""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from dateline.archive.event_rows import GENERIC_PARTIES
from dateline.gazetteer.countries import form

MOST_NAMES: Final = 3
STATUS_PHRASES: Final = {
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "possible",
    "conditional": "conditional",
    "denied": "denied",
    "not_happened": "said not to have happened",
    "unknown": "uncertain",
}
_SAID_AS_DONE: Final = frozenset(("happened", "ongoing"))
_AFTERWARDS: Final = frozenset(("ongoing", "not_happened"))
"""Statuses that are said after all else; the others stand before the act."""


class _Wording(NamedTuple):
    """How an act is said: of an actor with a recipient, of an actor alone, and as a noun with the
    word that joins a recipient to it."""

    to: str
    alone: str
    noun: str
    towards: str


_ACTS: Final[dict[str, _Wording]] = {
    key: _Wording(*(part.strip() for part in line.split("|")))
    for key, line in {
        "AGREE": "agreed or offered to cooperate with {} | agreed or offered to cooperate"
                 " | agreement or offer | with",
        "CONSULT": "met {} | met | meeting | with",
        "CONSULT visit": "visited {} | made a visit | visit | to",
        "CONSULT third-party": "held mediated talks with {} | held mediated talks"
                               " | mediated talks | with",
        "CONSULT phone": "spoke by telephone with {} | spoke by telephone"
                         " | conversation by telephone | with",
        "SUPPORT": "voiced support for {} | voiced support | voicing of support | for",
        "CONCEDE": "made a concession to {} | made a concession | concession | to",
        "COOPERATE": "cooperated with {} | cooperated | cooperation | with",
        "AID": "gave aid to {} | gave aid | aid | for",
        "RETREAT": "yielded to {} | yielded | yielding | to",
        "RETREAT withdraw": "made a withdrawal in regard to {} | made a withdrawal | withdrawal"
                            " | in regard to",
        "RETREAT release": "released {} | carried out a release | release | of",
        "RETREAT disarm": "disarmed, towards {} | disarmed | disarmament | towards",
        "RETREAT ceasefire": "held fire towards {} | held fire | ceasefire | with",
        "RETREAT access": "gave access to {} | gave access | access | for",
        "RETREAT resign": "resigned, towards {} | resigned | resignation | towards",
        "REQUEST": "made a request to {} | made a request | request | to",
        "REQUEST assist": "asked {} for help | asked for help | request for help | to",
        "REQUEST change": "demanded change from {} | demanded change | demand for change | to",
        "REQUEST yield": "demanded that {} yield | made a demand to yield | demand to yield | to",
        "REQUEST meet": "asked {} for talks | asked for talks | request for talks | to",
        "ACCUSE": "accused or criticised {} | made an accusation or criticism"
                  " | accusation or criticism | against",
        "ACCUSE disapprove": "criticised {} | voiced criticism | criticism | of",
        "ACCUSE investigate": "investigated {} | opened or led an investigation"
                              " | investigation | of",
        "ACCUSE allege": "accused {} | made an accusation | accusation | against",
        "REJECT": "turned down {} | refused or rejected something | refusal | towards",
        "THREATEN": "threatened {} | made a threat | threat | against",
        "THREATEN restrict": "threatened {} with restrictions | threatened restrictions"
                             " | threat of restrictions | against",
        "THREATEN arrest": "threatened {} with arrest | threatened arrests"
                           " | threat of arrest | against",
        "THREATEN relations": "threatened {} with reduced relations"
                              " | threatened to reduce relations"
                              " | threat to reduce relations | with",
        "THREATEN expel": "threatened {} with expulsion | threatened expulsions"
                          " | threat of expulsion | against",
        "THREATEN territory": "threatened {} over territory | made a threat over territory"
                              " | threat over territory | against",
        "THREATEN violence": "threatened {} with violence | threatened violence"
                             " | threat of violence | against",
        "PROTEST": "protested against {} | protested | protest | against",
        "PROTEST demo": "demonstrated against {} | demonstrated | demonstration | against",
        "PROTEST riot": "rioted against {} | rioted | riot | against",
        "PROTEST strike": "went on strike against {} | went on strike | strike | against",
        "PROTEST hunger": "went on hunger strike against {} | went on hunger strike"
                          " | hunger strike | against",
        "PROTEST boycott": "boycotted {} | staged a boycott | boycott | of",
        "PROTEST obstruct": "staged a blockade against {} | staged a blockade"
                            " | blockade in protest | against",
        "PROTEST vandalize": "did damage in protest against {} | did damage in protest"
                             " | damage in protest | against",
        "SANCTION": "imposed sanctions on {} | imposed sanctions | sanctions | against",
        "SANCTION convict": "convicted {} | passed a conviction | conviction | of",
        "SANCTION expel": "expelled {} | carried out an expulsion | expulsion | of",
        "SANCTION withdraw": "withdrew from relations with {} | withdrew from relations"
                             " | withdrawal from relations | with",
        "SANCTION discontinue": "cut relations or dealings with {} | cut relations or dealings"
                                " | cut in relations or dealings | with",
        "MOBILIZE": "moved forces towards {} | moved forces | movement of forces | towards",
        "MOBILIZE troops": "moved troops in regard to {} | moved troops | movement of troops"
                           " | in regard to",
        "MOBILIZE weapons": "moved weapons in regard to {} | moved weapons | movement of weapons"
                            " | in regard to",
        "MOBILIZE police": "deployed police in regard to {} | deployed police"
                           " | deployment of police | in regard to",
        "MOBILIZE militia": "moved fighters in regard to {} | moved fighters"
                            " | movement of fighters | in regard to",
        "COERCE": "took coercive measures against {} | took coercive measures"
                  " | coercive measures | against",
        "COERCE seize": "carried out a seizure against {} | carried out a seizure"
                        " | seizure | against",
        "COERCE restrict": "restricted {} | imposed restrictions | restrictions | on",
        "COERCE censor": "censored {} | imposed censorship | censorship | of",
        "COERCE curfew": "imposed a curfew on {} | imposed a curfew | curfew | for",
        "COERCE martial-law": "imposed martial law on {} | imposed martial law"
                              " | martial law | for",
        "COERCE arrest": "arrested or detained {} | made arrests | arrest or detention | of",
        "COERCE deport": "deported {} | carried out a deportation | deportation | of",
        "COERCE withhold": "withheld goods or services from {} | withheld goods or services"
                           " | withholding of goods or services | from",
        "COERCE misinformation": "spread misinformation towards {} | spread misinformation"
                                 " | misinformation | towards",
        "COERCE cyber": "carried out a cyber attack on {} | carried out a cyber attack"
                        " | cyber attack | on",
        "ASSAULT": "attacked {} | carried out an attack | attack | on",
        "ASSAULT abduct": "abducted {} | carried out an abduction | abduction | of",
        "ASSAULT beat": "beat {} | carried out a beating | beating | of",
        "ASSAULT torture": "tortured {} | committed torture | torture | of",
        "ASSAULT sexual": "committed sexual violence against {} | committed sexual violence"
                          " | sexual violence | against",
        "ASSAULT targeted": "carried out a targeted attack on {} | carried out a targeted attack"
                            " | targeted attack | on",
        "ASSAULT destroy": "carried out a destructive attack on {}"
                           " | carried out a destructive attack | destructive attack | on",
        "ASSAULT suicide-attack": "carried out a suicide attack on {}"
                                  " | carried out a suicide attack | suicide attack | on",
        "ASSAULT aerial": "attacked {} from the air | carried out an air attack"
                          " | air attack | on",
        "ASSAULT drone": "attacked {} with drones | carried out a drone attack"
                         " | drone attack | on",
        "ASSAULT crowd-control": "used crowd-control force against {} | used crowd-control force"
                                 " | crowd-control force | against",
        **{
            f"ASSAULT {mode}": f"attacked {{}} with {arms} | carried out an attack with {arms}"
                               f" | attack with {arms} | on"
            for mode, arms in (
                ("primitive", "simple weapons"),
                ("firearms", "firearms"),
                ("explosives", "explosives"),
                ("heavy-weapons", "heavy weapons"),
                ("unconventional", "unconventional weapons"),
            )
        },
    }.items()
}  # fmt: skip
"""By type, and by type and mode where the mode is said otherwise."""
_TOGETHER: Final = frozenset(("met", "held mediated talks", "spoke by telephone", "cooperated"))
"""Acts that all sides do together."""

_SMALL_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_COUNTED: Final = frozenset(
    "killed dead wounded injured hurt shot arrested detained people persons others casualties "
    "displaced bodies".split()
)
"""What a name says after a number where it only tells a count again."""
_LOWERED: Final = GENERIC_PARTIES | frozenset(
    "the a an some many several few most all both another other others more no about around nearly "
    "his her its their our hundreds dozens thousands".split()
)
"""Words that open a description with a capital only where a sentence does."""
_WITH_ARTICLE: Final = frozenset(
    "union nations states kingdom emirates republic council commission movement front army navy "
    "ministry committee federation party court agency authority alliance league community office "
    "philippines netherlands maldives bahamas gambia kremlin pentagon vatican".split()
)
"""Last words of names that English gives an article."""
_ARTICLES: Final = frozenset(("the", "a", "an"))


def summary(incident: Mapping[str, Any], numbers: Mapping[str, Sequence[float]]) -> str:
    """The incident's row in one sentence; `numbers` are all that its reports give, by kind."""
    actors = [_named(name) for name in incident["actors"]]
    recipients = [
        _named(name) for name in incident["recipients"] if not _only_counts(name, numbers)
    ]
    counts = [_range(kind, values) for kind, values in numbers.items()]
    said = _clause(incident, actors, recipients, numbers)
    if said is None:
        said = _noun_phrase(incident, actors, recipients)
    elif not actors:
        counts = []  # they have been said of the recipients
    parts = [said]
    if incident["place_name"]:
        parts.append(f"in {incident['place_name']}")
    if incident["start_day"]:
        parts.append(days_in_words(incident["start_day"], incident["end_day"]))
    told = " ".join(parts) + (f": {', '.join(counts)}" if counts else "")
    if incident["status"] in _AFTERWARDS:
        told += f" ({STATUS_PHRASES[incident['status']]})"
    tail = f"{_count(incident['reports'], 'report')}, {_count(incident['origins'], 'origin')}"
    deniers = [_named(name) for name in incident["denied_by"]]
    denied = f"; denied by {_joined(deniers)}" if deniers else ""
    return f"{told[0].upper()}{told[1:]}; {tail}{denied}."


def days_in_words(start: str, end: str) -> str:
    """ISO days as they are said: "on 9 June 2025", "in June 2025", "in 2025"."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"on {_day(first)}"
    if (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1]):
        if (first.year, first.month) == (last.year, last.month):
            return f"in {calendar.month_name[first.month]} {first.year}"
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return f"in {first.year}"
    return f"between {_day(first)} and {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _wording(incident: Mapping[str, Any]) -> _Wording:
    kind, modes = incident["type"], incident["modes"]
    plain = _ACTS.get(kind, _Wording(f"{kind} {{}}", kind, kind, "towards"))
    return _ACTS.get(f"{kind} {modes[0]}", plain) if modes else plain


def _clause(
    incident: Mapping[str, Any],
    actors: Sequence[str],
    recipients: Sequence[str],
    numbers: Mapping[str, Sequence[float]],
) -> str | None:
    """What was done in the past tense, where it was done and by or to whom is known."""
    if incident["status"] not in _SAID_AS_DONE:
        return None
    words = _wording(incident)
    if not actors:
        return _undergone(words, recipients, numbers)
    others = [name for name in recipients if name not in actors]
    if words.alone in _TOGETHER:
        sides = [*actors, *others]
        alone = "had a meeting" if words.alone == "met" and len(sides) == 1 else words.alone
        return f"{_joined(sides)} {alone}"
    done = words.to.format(_joined(others)) if others else words.alone
    return f"{_joined(actors)} {done}"


def _undergone(
    words: _Wording, recipients: Sequence[str], numbers: Mapping[str, Sequence[float]]
) -> str | None:
    """ "Two fishermen injured in an attack": where all that is counted are the only recipients."""
    if len(recipients) != 1 or len(numbers) != 1:
        return None
    ((kind, values),) = numbers.items()
    number = _number(recipients[0].partition(" ")[0])
    if kind not in ("killed", "injured") or set(values) != {number}:
        return None
    article = "an" if words.noun[0] in "aeiou" else "a"
    return f"{recipients[0]} {kind} in {article} {words.noun}"


def _noun_phrase(
    incident: Mapping[str, Any], actors: Sequence[str], recipients: Sequence[str]
) -> str:
    """The act as a noun, with its status where it isn't said as done."""
    words = _wording(incident)
    status = STATUS_PHRASES.get(incident["status"])
    parts = [words.noun]
    if status and incident["status"] not in _AFTERWARDS:
        parts.insert(0, status)
    if actors:
        parts.append(f"by {_joined(actors)}")
    if recipients:
        parts.append(f"{words.towards} {_joined(recipients)}")
    return " ".join(parts)


def _named(name: str) -> str:
    """A name as it stands within a sentence."""
    first, *others = name.split() or [name]
    rest = " ".join(others)
    lower = first.lower()
    if lower in _LOWERED or lower in _SMALL_NUMBERS:
        acronym = len(first) > 1 and first.isupper()
        return name if acronym else f"{lower} {rest}".strip()
    of_country = form(name) is not None
    last = [first, *others][-1].lower()
    proper = rest or of_country or last in ("kremlin", "pentagon", "vatican")
    owned = any(word.endswith(("'s", "’s")) for word in name.split())
    return f"the {name}" if proper and last in _WITH_ARTICLE and not owned else name


def _only_counts(name: str, numbers: Mapping[str, Sequence[float]]) -> bool:
    """Whether a name is a count of the incident told again: "27 killed"."""
    words = name.split()
    number = _number(words[0]) if words else None
    counted = any(number in values for values in numbers.values())
    return counted and all(word.lower() in _COUNTED for word in words[1:])


def _number(word: str) -> float | None:
    plain = word.replace(",", "")
    return float(plain) if plain.isdecimal() else _SMALL_NUMBERS.get(word.lower())


def _joined(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown.append("others")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _range(kind: str, values: Sequence[float]) -> str:
    low, high = f"{values[0]:,.15g}", f"{values[-1]:,.15g}"
    return f"{low} {kind}" if low == high else f"{low} to {high} {kind}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)
