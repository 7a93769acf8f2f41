"""A newsroom's own telling of a happening: its paragraphs, in its words or in other words."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from evaluation.archive_bed.grammar import (
    between,
    blocks,
    capital,
    draw,
    fill,
    parse,
    pick,
    render,
)
from evaluation.archive_bed.happenings import Happening

_COUNTS: Final = frozenset({"killed", "injured", "arrested", "participants", "amount"})
_OWN_SLOTS: Final = frozenset({"title", "lead", "how", "toll", "quote"})
"""Slots that each kind of happening has templates of its own for; the others are common."""
_WORDS: Final = "two three four five six seven eight nine ten eleven twelve".split()
_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the counts that it tells and the quotation that it holds."""

    text: str
    slot: str
    counts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one newsroom tells of a happening. `key` draws its details, its plan and its words.

    `other` is the key of another telling whose templates are not used again; `shared_quote` that
    the first quotation is the other's too, as when both were at one news conference.
    """

    key: str
    happening: Happening
    numbers: dict[str, int]
    actor: str
    day: date
    other: str | None = None
    shared_quote: bool = False
    denier: str | None = None

    @property
    def plan(self) -> list[str]:
        """The slots of each paragraph, joined by "+"."""
        (line,) = pick(f"{self.key}/plan", list(blocks("plans").values()))
        parts = line.split()
        if self.denier:
            parts.insert(1, "denial")
        if not {"injured", "arrested"} & set(self.numbers) and self.happening.kind != "abduct":
            parts = [part for part in parts if part != "toll"]
            parts = [part.replace("toll+", "").replace("+toll", "") for part in parts]
        return parts

    def title(self, version: int = 0) -> Passage:
        """The headline; later versions are worded otherwise."""
        if self.denier and version == 0:
            return self.passage("denial.title", version)
        return self.passage("title", version, other_line=version > 0)

    def passage(self, slots: str, version: int = 0, *, other_line: bool = False) -> Passage:
        """The paragraph of one or more slots joined by "+"."""
        parts = [self._sentence(slot, version, other_line) for slot in slots.split("+")]
        counts = frozenset().union(*(part.counts for part in parts))
        return Passage(" ".join(part.text for part in parts), slots, counts)

    def _sentence(self, slot: str, version: int, other_line: bool) -> Passage:
        if slot.startswith("quote"):
            return Passage(self._quotation(slot, version), slot)
        lines = _lines(self.happening.kind, slot)
        line = self._line(slot, len(lines))
        if other_line and len(lines) > 1:
            line = (line + 1 + draw(f"{self.key}/{slot}#{version}", len(lines) - 1)) % len(lines)
        (template,) = parse(lines[line])
        words = render(template, f"{self.key}/{slot}/{line}", version)
        used: set[str] = set()
        text = capital(fill(words, lambda name: self._filler(name, slot, used)))
        return Passage(text, slot, frozenset(used))

    def _line(self, slot: str, count: int) -> int:
        line = draw(f"{self.key}/{slot}", count)
        if self.other is None or count == 1:
            return line
        taken = draw(f"{self.other}/{slot}", count)
        return line if line != taken else (line + 1) % count

    def _quotation(self, slot: str, version: int) -> str:
        """A quotation in a frame. Later versions change the frame and may clip the quotation."""
        key = f"{self.other if self.shared_quote and slot == 'quote1' else self.key}"
        lines = _lines(self.happening.kind, "quote")
        order = sorted(range(len(lines)), key=lambda line: draw(f"{key}/quotes/{line}", 1 << 30))
        line = lines[order[int(slot.removeprefix("quote")) - 1]]
        halves = [
            self._said(f"{key}/{slot}/{half}", template)
            for half, template in enumerate(parse(line))
        ]
        frames = blocks("common")[
            "clipped" if version and draw(f"{key}/{slot}/clip{version}", 4) == 0 else "frame"
        ]
        (frame,) = parse(pick(f"{self.key}/{slot}/frame/{version}", frames))
        parts = {
            "q1": halves[0],
            "q2": halves[1],
            "speaker": self._speaker(f"{key}/{slot}", version),
        }
        return fill(render(frame, f"{self.key}/{slot}", version), parts.__getitem__)

    def _said(self, key: str, template: tuple[object, ...]) -> str:
        """One sentence of a quotation; it never changes from version to version."""
        (tail,) = parse(pick(f"{key}/tail", blocks("details")["tail"]))
        words = render(template, key, 0) + " " + render(tail, key, 0)  # type: ignore[arg-type]
        used: set[str] = set()
        return capital(fill(words, lambda name: self._filler(name, key, used, key)))

    def _speaker(self, key: str, version: int) -> str:
        country = self.happening.country
        name = (
            f"{pick(f'{key}/first', country.first_names)} {pick(f'{key}/last', country.surnames)}"
        )
        role = pick(f"{key}/role", blocks("details")["role"])
        forms = (f"{name}, {role}", f"{role}, {name}", f"{name}, {role} in {self.happening.town}")
        return pick(f"{key}/speaker/{version}", forms)

    def _filler(self, name: str, slot: str, used: set[str], key: str | None = None) -> str:
        happening = self.happening
        if name in _COUNTS:
            used.add(name)
            return number_words(self.numbers[name])
        core = {
            "town": happening.town,
            "region": happening.region,
            "country": happening.country.name,
            "adj": happening.country.adjective,
            "actor": self.actor,
            "target": happening.recipient,
            "denier": self.denier or self.actor,
            "state": happening.state,
            "cause": happening.cause,
            "day": _WEEKDAYS[self.day.weekday()],
        }
        if name in core:
            return core[name]
        # The counts of a title or lead ("expels four diplomats") belong to the happening itself.
        own = happening.id if slot in ("title", "lead") else key or f"{self.key}/{slot}"
        return self._detail(name, own)

    def _detail(self, name: str, key: str) -> str:
        if name in ("n1", "n2", "km"):
            low, high = {"n1": (2, 9), "n2": (11, 95), "km": (12, 180)}[name]
            return number_words(between(f"{key}/{name}", low, high))
        # A town or place that comes up again in the same telling is the same one.
        telling = key.split("/quote")[0] if "/quote" in key else self.key
        if name == "near":
            towns = [
                town for town, _ in self.happening.country.towns if town != self.happening.town
            ]
            return pick(f"{telling}/near", towns)
        if name == "surname":
            return pick(f"{key}/surname", self.happening.country.surnames)
        return pick(f"{telling if name == 'site' else key}/{name}", _details(name))


def number_words(number: int) -> str:
    """The number as news writes it: in words up to twelve, then in figures."""
    return _WORDS[number - 2] if 2 <= number <= 12 else f"{number:,}"


@cache
def _details(name: str) -> tuple[str, ...]:
    lines = blocks("details")[name]
    return tuple(" ".join(lines).split()) if name == "thing" else tuple(lines)


@cache
def _lines(kind: str, slot: str) -> tuple[str, ...]:
    if slot not in _OWN_SLOTS:
        return tuple(blocks("common")[slot])
    files = (blocks(name) for name in ("violence", "state", "politics"))
    return next(tuple(file[f"{kind}.{slot}"]) for file in files if f"{kind}.{slot}" in file)
