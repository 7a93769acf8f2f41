"""Scores of actors as read, and the shares of stages."""

from dateline.reading.read import STAGES
from dateline.record import Actor
from evaluation.actor_codes import as_read
from evaluation.bench_stages import RESOLVERS, table

GOLD = [
    {"name": "the army", "kind": "organization", "country": "TUR", "sector": ["MIL"],
     "mentions": [(0, 8), (20, 28)]},
    {"name": "Ana Moyo", "kind": "person", "country": "ZMB", "sector": ["AGR"],
     "mentions": [(40, 48)]},
]  # fmt: skip


def actor(number: int, *mentions: tuple[int, int], country: str) -> Actor:
    return Actor(
        id=f"A{number}", name="it", mentions=mentions, kind="organization", country=country,
        sector=("MIL",),
    )  # fmt: skip


def test_an_actor_is_held_against_the_one_that_shares_most_mentions() -> None:
    scores = as_read(
        GOLD, [actor(1, (0, 8), country="SYR"), actor(2, (4, 8), (20, 28), (0, 7), country="TUR")]
    )
    counts = scores["actor, country and sectors"]
    assert (counts.hits, counts.gold, counts.found) == (1, 2, 2)
    assert scores["actor, any mention"].hits == 1


def test_shares_of_stages_add_up() -> None:
    lines = table(dict.fromkeys(STAGES, 1.0))
    assert f"{len(RESOLVERS) / len(STAGES):.1%}" in lines[-1]
    assert len(lines) == len(STAGES) + 1
