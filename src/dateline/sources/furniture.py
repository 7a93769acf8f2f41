"""Reads the lines around a report's body: byline, outlet, publication time and credits."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.sources.boilerplate import is_boilerplate
from dateline.sources.credits import agency, is_outlet, origin_line
from dateline.sources.draft import Draft, ends_sentence
from dateline.sources.published import written_published
from dateline.sources.words import word_set

_HEAD_LINES: Final = 14  # lines that are not blank, from the top
_FOOT_PARAGRAPHS: Final = 12
_MAX_LINE: Final = 160  # code points
_PROSE_LENGTH: Final = 55  # a line as long as this, with as many words, is the body's
_PROSE_WORDS: Final = 8

_PUBLISHED: Final = re.compile(
    r"(?:(?:first |originally )?published|posted|date|issued|filed|publication date"
    r"|pub(?:lished)? date|sent|created|release date)(?: on| at)?\s?[:|–—-]?\s?(?P<date>[^"
    r"|]{4,80}?)(?:\s?\|.{0,80}|[\s,;–—-]{1,3}(?:last )?(?:updated|modified).{0,80})?",
    re.I,
)
_UPDATED: Final = re.compile(
    r"(?:(?:last )?(?:updated|modified)|last update)(?: on| at)?\s?[:|–—-]?\s?(?P<date>.{4,80})",
    re.I,
)
_LABELLED_OUTLET: Final = re.compile(
    r"(?:outlet|publication|publisher|newspaper)\s?:\s?(?P<name>.{2,60})", re.I
)
_CAPITALISED: Final = r"[A-Z][\w.'’-]{0,24}"
_PARTICLES: Final = r"(?:(?:de|da|van|von|der|al|el|bin|ibn|du|la)\s){0,2}"
_PERSON: Final = rf"{_CAPITALISED}(?:\s{_PARTICLES}{_CAPITALISED}){{0,4}}"
_PEOPLE: Final = rf"{_PERSON}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_PERSON}){{0,5}}"
_BYLINE: Final = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Aa]uthor:|[Ss]tory by)\s(?P<people>{_PEOPLE})"
    r"(?:\s(?:in|at)\s[A-Z][\w.'’ ,-]{1,60}|,?\s(?:our |[Ss]taff |[Ss]enior |[Cc]hief |[Ss]pecial "
    r")?(?:[\w-]{1,20} )?(?:[Cc]orrespondent|[Ww]riter|[Rr]eporter|[Ee]ditor)(?:s| in [A-Z][\w "
    r"]{1,30})?)?(?:\s?[|•·–—(/-]\s?(?P<rest>[^()]{2,80})\)?)?"
)
_PLACE: Final = re.compile(r"\s[A-Z][\w.'’-]{1,24}(?:\s[A-Z][\w.'’-]{1,24}){0,2}")
_LINK_LIST: Final = re.compile(
    r"(?:related|more|most|recommended|trending|top|latest|popular|topics?|tags?|you (?:may"
    r"|might)|see also|also read|read (?:more|next|also)|up next|editor)\b.{0,60}$",
    re.I,
)
_REPORTING: Final = re.compile(
    r"\(?(?:additional |extra )?(?:reporting|writing|editing|compiled|edited|written) (?:and \w+ "
    r")?by:?\s(?P<people>[^;.()]{2,120}).{0,200}",
    re.I,
)
_NOT_PEOPLE: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december the then now early late"
)


@dataclass(slots=True)
class _Notes:
    """What the lines read so far have told."""

    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    credits: list[str] = field(default_factory=list)

    def draft(self) -> Draft:
        return Draft(
            byline=self.byline,
            outlet=self.outlet,
            published=self.published or self.updated,
            credits=tuple(dict.fromkeys(self.credits)),
        )


def is_furniture(line: str) -> bool:
    """Whether a line, taken alone, is boilerplate or tells about the report instead of the news."""
    return is_boilerplate(line) or any(read(line, _Notes()) for read in _READERS)


def read_head(lines: Sequence[str]) -> tuple[Draft, list[str]]:
    """What the lines above the body tell, and all lines with those ones blanked out.

    The first line that is neither boilerplate nor told anything is taken for the headline.
    """
    notes, kept = _Notes(), list(lines)
    seen, headline = 0, False
    for place, line in enumerate(lines):
        if seen == _HEAD_LINES:
            break
        if not line.strip():
            continue
        seen += 1
        if any(read(line, notes) for read in _READERS) or is_boilerplate(line):
            kept[place] = ""
        elif headline and _is_prose(line):
            break
        else:
            headline = True
    return notes.draft(), kept


def read_foot(paragraphs: Sequence[str]) -> tuple[Draft, list[str]]:
    """What the paragraphs below the body tell, and the paragraphs without them."""
    notes, end = _Notes(), _before_links(paragraphs)
    for paragraph in reversed(paragraphs[max(0, end - _FOOT_PARAGRAPHS) : end]):
        told = any(read(paragraph, notes) for read in _READERS)
        if not told and not is_boilerplate(paragraph):
            break
        end -= 1
    return notes.draft(), list(paragraphs[:end])


def _before_links(paragraphs: Sequence[str]) -> int:
    """The number of paragraphs above a closing list of links or tags, none of them a sentence."""
    first = len(paragraphs)
    for place in range(len(paragraphs) - 1, max(0, len(paragraphs) - _FOOT_PARAGRAPHS) - 1, -1):
        paragraph = paragraphs[place]
        if _LINK_LIST.match(paragraph) and is_boilerplate(paragraph):
            first = place
        elif ends_sentence(paragraph) and not is_furniture(paragraph):
            break
    return first


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE_LENGTH and len(line.split()) >= _PROSE_WORDS


def _read_date(line: str, notes: _Notes) -> bool:
    if len(line) > _MAX_LINE:
        return False
    if found := _PUBLISHED.fullmatch(line):
        if published := written_published(found["date"]):
            notes.published = notes.published or published
            return True
    elif (found := _UPDATED.fullmatch(line)) and (updated := written_published(found["date"])):
        notes.updated = notes.updated or updated
        return True
    if published := written_published(line):
        notes.published = notes.published or published
        return True
    return False


def _read_byline(line: str, notes: _Notes) -> bool:
    if len(line) > _MAX_LINE or not (found := _BYLINE.fullmatch(line)):
        return False
    people = found["people"]
    if people.split()[0].strip(".,").lower() in _NOT_PEOPLE:
        return False
    names, _, place = people.partition(", ")
    # "Jane Doe, Nairobi" is one person and a place; with "and", it is a list of persons.
    several = re.search(r"\sand\s|\s&\s", people) is not None
    for part in (place, found["rest"] or ""):
        _read_rest(part, notes)
    if agency(names):
        notes.credits.append(agency(names) or names)
    else:
        notes.byline = notes.byline or (people if several else names)
    return True


def _read_rest(part: str, notes: _Notes) -> None:
    """Reads what stands behind the names of a byline: an outlet, a date, or neither."""
    if short := agency(part):
        notes.credits.append(short)
    elif is_outlet(part):
        notes.outlet = notes.outlet or part
    elif part and (published := written_published(part)):
        notes.published = notes.published or published


def _read_reporting(line: str, notes: _Notes) -> bool:
    found = _REPORTING.fullmatch(line)
    if not found:
        return False
    notes.byline = notes.byline or found["people"].strip(" ,")
    return True


def _read_origin(line: str, notes: _Notes) -> bool:
    names = origin_line(line)
    if names is None:
        return False
    notes.credits.extend(names)
    return True


def _read_outlet(line: str, notes: _Notes) -> bool:
    """Reads "The Lusaka Times", "Outlet: The Lusaka Times" and "Lusaka Times, Lusaka"."""
    if len(line) > _MAX_LINE:
        return False
    labelled = _LABELLED_OUTLET.fullmatch(line)
    name, _, place = (labelled["name"], "", "") if labelled else line.partition(",")
    if not labelled and not (is_outlet(name) and (not place or _PLACE.fullmatch(place))):
        return False
    notes.outlet = notes.outlet or name.strip()
    return True


_READERS: Final[tuple[Callable[[str, _Notes], bool], ...]] = (
    _read_date,
    _read_origin,
    _read_byline,
    _read_reporting,
    _read_outlet,
)
