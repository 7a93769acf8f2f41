"""In words: what would change in an incident if one of its sources, or origins, were left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.desk.leaving_out import MOST_SOURCES, Evidence, LeftOut, Source, Told
from dateline.exports.wording import STATUS_WORDS

NUMBER_FIELDS: Final = {
    "killed": "the number killed",
    "injured": "the number injured",
    "casualties": "the number of casualties",
    "arrested": "the number arrested",
    "displaced": "the number displaced",
    "participants": "the number of participants",
}
OTHER_FIELDS: Final = {"actor": "who did it", "day": "the day", "place": "the place"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What leaving out one source, or one origin, would do."""

    key: str
    """The label of a source, the id of an origin."""
    kind: str
    """named, unnamed or origin."""
    reports: int
    origins: int
    changes: tuple[str, ...]
    """Sentences; none where only the counts change, or nothing."""


def field_words(field: str) -> str:
    """What a field in dispute is, in words."""
    if field.startswith("amount"):
        return f"the amount{field.removeprefix('amount')}"
    return NUMBER_FIELDS.get(field) or OTHER_FIELDS.get(field) or field


def effects_of_sources(
    evidence: Evidence, whole: Told, now: Told, left: LeftOut, sources: Sequence[Source]
) -> list[Effect]:
    """What leaving out each source that still counts would change beside what is left out."""
    found = []
    for source in [one for one in sources if one.label not in left.sources][:MOST_SOURCES]:
        without = LeftOut(left.sources | {source.label}, left.origins)
        told = evidence.told(without, sources, whole)
        kind = "unnamed" if source.anonymous else "named"
        found.append(_effect(source.label, kind, now, told))
    return found


def effects_of_origins(
    evidence: Evidence, whole: Told, now: Told, left: LeftOut, sources: Sequence[Source]
) -> list[Effect]:
    """What leaving out each origin would change, as above."""
    origins = list(dict.fromkeys(whole.origins[report] for report in now.origins))
    found = []
    for origin in origins[:MOST_SOURCES]:
        told = evidence.told(LeftOut(left.sources, left.origins | {origin}), sources, whole)
        found.append(_effect(origin, "origin", now, told))
    return found


def rests_on_anonymous_only(told: Told) -> bool:
    """Whether none vouches for it with a name, nor a report in its own voice."""
    return (
        bool(told.row["anonymous_sources"])
        and not told.row["named_sources"]
        and (told.own_voice == 0)
    )


def _effect(key: str, kind: str, now: Told, told: Told | None) -> Effect:
    if told is None:
        return Effect(key, kind, 0, 0, ("Nothing would be left.",))
    row = told.row
    return Effect(key, kind, row["reports"], row["origins"], tuple(_changes(now, told)))


def _changes(now: Told, told: Told) -> Iterator[str]:
    if told.row["origins"] == 1 < now.row["origins"]:
        yield "It would rest on one origin."
    if rests_on_anonymous_only(told) and not rests_on_anonymous_only(now):
        yield "It would rest on anonymous sources only."
    elif now.row["named_sources"] and not told.row["named_sources"] and told.own_voice:
        yield "No source would be named: it would rest on what outlets say in their own voice."
    for denier in now.row["denied_by"]:
        if denier not in told.row["denied_by"]:
            yield f"The denial by {denier} would go."
    yield from _settled(now, told)
    if told.row["status"] != now.row["status"]:
        status = told.row["status"]
        yield f"Its status would be: {STATUS_WORDS.get(status, status)}."


def _settled(now: Told, told: Told) -> Iterator[str]:
    left = told.disagreements
    for field, values in now.disagreements.items():
        if field not in left:
            yield f"The disagreement about {field_words(field)} would go."
            continue
        kept = [value["value"] for value in left[field]]
        for value in values:
            if value["value"] not in kept:
                yield f"The value {value['value']} for {field_words(field)} would go."
