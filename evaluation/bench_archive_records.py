"""Records of invented words with Zipf's frequencies, with the entries that reading finds."""

import itertools
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from dateline.codebook import CONTEXTS, EVENT_MODES, EVENT_TYPES, STANCES, STATUSES
from dateline.record import (
    Actor,
    Event,
    Meta,
    Name,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
)

WORDS: Final = 500
PARAGRAPH_WORDS: Final = 40
VOCABULARY: Final = 30_000
ACTORS, STATEMENTS, EVENTS, NAMES, PLACES, TIMES = 53, 20, 26, 29, 13, 11
"""Entries of a report: the means over the invented reports of `corpus/`."""
PARTIES: Final = 4000
OUTLETS: Final = 300
TOWNS: Final = 5000
SHORTEST: Final = 1000
"""Characters that each text has; all spans lie within."""
SYLLABLES: Final = [
    a + b
    for a, b in itertools.product("b d f g k l m n p r s t v".split(), "a e i o u ar en".split())
]
COUNTRIES: Final = ("SDN", "MLI", "FRA", "USA", "KEN", "UKR", "UNO", None)
SECTORS: Final = ("GOV", "MIL", "REB", "CVL", "COP", "OPP")
_FIRST_DAY: Final = date(2021, 1, 1)
_YEAR: Final = 365

Pick = Callable[[Sequence[Any]], Any]


class RecordMaker:
    """Makes texts, of which no two are the same, and records."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)
        syllables = self._random.choice(SYLLABLES, (VOCABULARY, 4))
        lengths = self._random.integers(1, 5, VOCABULARY)
        words = ["".join(row[:n]) for row, n in zip(syllables, lengths, strict=True)]
        self._words = np.array(words, dtype=object)
        ranks = 1 / np.arange(1, VOCABULARY + 1)
        self._cumulated = np.cumsum(ranks / ranks.sum())

    def texts(self, first: int, count: int) -> list[str]:
        """Texts of `WORDS` words, numbered from `first`."""
        drawn = np.searchsorted(self._cumulated, self._random.random((count, WORDS)))
        rows = self._words[np.minimum(drawn, VOCABULARY - 1)]
        return [self._text(first + n, row.tolist()) for n, row in enumerate(rows)]

    def record(self, number: int) -> Record:
        """A record with entries in all layers."""
        text = self.texts(number, 1)[0]
        day = _FIRST_DAY + timedelta(days=int(self._random.integers(_YEAR)))
        return Record(
            report=Report(
                text=text,
                title=text.split("\n", 1)[0],
                outlet=f"{self._name(OUTLETS)} News",
                language="en",
                published=day.isoformat(),
            ),
            **self._layers(day),
            meta=Meta(dateline="0.1.0", model="0123456789abcdef", seconds=0.0),
        )

    def _text(self, number: int, words: list[str]) -> str:
        words[0] = f"{words[0]}{number}"
        return "\n\n".join(
            " ".join(words[start : start + PARAGRAPH_WORDS])
            for start in range(0, WORDS, PARAGRAPH_WORDS)
        )

    def _pick(self, values: Sequence[Any]) -> Any:
        """One of the values, the first of which are the likeliest."""
        return values[int(len(values) * float(self._random.random()) ** 2)]

    def _span(self) -> Span:
        start = int(self._random.integers(SHORTEST))
        return start, start + int(self._random.integers(3, 40))

    def _name(self, names: int) -> str:
        """A name of two words, one of so many."""
        number = int(names * float(self._random.random()) ** 2)
        one, two = self._words[2 * number + 1], self._words[2 * number + 2]
        return f"{one.capitalize()} {two.capitalize()}"

    def _layers(self, day: date) -> dict[str, Any]:
        actors = tuple(self._actor(number) for number in range(1, ACTORS + 1))
        ids = [actor.id for actor in actors]
        places = tuple(self._place() for _ in range(PLACES))
        times = tuple(self._time(day) for _ in range(TIMES))
        return {
            "actors": actors,
            "statements": tuple(self._statement(n, ids) for n in range(1, STATEMENTS + 1)),
            "events": tuple(self._event(n, ids, places, times) for n in range(1, EVENTS + 1)),
            "names": tuple(Name(span=self._span(), type="person") for _ in range(NAMES)),
            "places": places,
            "times": times,
        }

    def _actor(self, number: int) -> Actor:
        return Actor(
            id=f"A{number}",
            name=self._name(PARTIES),
            mentions=tuple(self._span() for _ in range(1 + number % 3)),
            kind="person",
            country=self._pick(COUNTRIES),
            sector=(self._pick(SECTORS),),
        )

    def _place(self) -> Place:
        town = int(TOWNS * float(self._random.random()) ** 2)
        return Place(
            span=self._span(),
            name=f"{self._words[town].capitalize()}town",
            geonames_id=town,
            lat=town % 90 + 0.25,
            lon=town % 180 + 0.5,
            country=COUNTRIES[town % 6],
            precision="city",
        )

    def _time(self, day: date) -> Time:
        told = (day - timedelta(days=int(self._random.integers(4)))).isoformat()
        return Time(
            span=self._span(), kind="date", value=told, start=told, end=told, precision="day"
        )

    def _statement(self, number: int, actors: list[str]) -> Statement:
        anonymous = self._random.random() < 0.2
        return Statement(
            id=f"S{number}",
            content=(self._span(),),
            cue=self._span(),
            quotation=self._pick(("indirect", "direct", "mixed")),
            source=() if anonymous else (self._pick(actors),),
            source_span=self._span(),
            source_type="unnamed_person" if anonymous else "named_person",
            anonymity="unnamed" if anonymous else "none",
            stance=self._pick(STANCES),
            evidence={"cue": self._score(), "source": self._score(), "stance": self._score()},
        )

    def _event(
        self, number: int, actors: list[str], places: Sequence[Place], times: Sequence[Time]
    ) -> Event:
        kind = self._pick(EVENT_TYPES)
        placed, timed = self._random.random(2) < (0.5, 0.4)
        told, received = self._random.random(2) < (0.6, 0.6)
        return Event(
            id=f"E{number}",
            trigger=self._span(),
            type=kind,
            mode=self._pick([*EVENT_MODES[kind], None]),
            contexts=tuple({self._pick(CONTEXTS) for _ in range(int(self._random.integers(3)))}),
            actor=(self._pick(actors),),
            actor_spans=(self._span(),),
            recipient=(self._pick(actors),) if received else (),
            recipient_spans=(self._span(),) if received else (),
            place=self._pick(places) if placed else None,
            time=self._pick(times) if timed else None,
            status=self._pick(STATUSES),
            according_to=f"S{int(self._random.integers(STATEMENTS)) + 1}" if told else None,
            evidence={"type": self._score(), "mode": self._score(), "status": self._score()},
        )

    def _score(self) -> float:
        return round(float(self._random.random()), 3)
