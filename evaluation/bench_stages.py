"""`python -m evaluation.bench_stages`: which part of the reading time each stage takes.

The reports are those of `evaluation.bench`. Resolvers are what turns words into values: mentions
into actors, names into places, expressions into dates, actors into codes. Stages are timed in the
reading's own order, report by report, and each report is read `ROUNDS` times; of these the fastest
counts for each stage, since other programs only ever slow it down.
"""

import time
from typing import Final

from dateline.model.reader_model import ReaderModel, shipped_model
from dateline.reading.actors import find_actors
from dateline.reading.coreference import find_chains
from dateline.reading.document import Document
from dateline.reading.places_and_times import find_places_and_times
from dateline.reading.read import STAGES, Stage
from dateline.record import Report
from evaluation.bench import five_hundred_words

RESOLVERS: Final[tuple[Stage, ...]] = (find_places_and_times, find_chains, find_actors)
MOST_SHARE: Final = 0.15
"""Of the reading time, what all resolvers together may take."""
REPORTS: Final = 20
ROUNDS: Final = 3


def main() -> None:
    model = shipped_model()
    reports = list(five_hundred_words(REPORTS))
    _timed(reports[0], model)
    spent = dict.fromkeys(STAGES, 0.0)
    for report in reports:
        rounds = [_timed(report, model) for _ in range(ROUNDS)]
        for stage in STAGES:
            spent[stage] += min(each[stage] for each in rounds)
    print("\n".join(table(spent)))


def _timed(report: Report, model: ReaderModel) -> dict[Stage, float]:
    """Seconds of the processor that each stage takes for one report."""
    document = Document(report, model)
    seconds = {}
    for stage in STAGES:
        began = time.process_time()
        stage(document)
        seconds[stage] = time.process_time() - began
    return seconds


def table(spent: dict[Stage, float]) -> list[str]:
    """The share of each stage, the largest first, and that of the resolvers."""
    total = sum(spent.values())
    stages = sorted(spent, key=lambda stage: -spent[stage])
    lines = [f"{stage.__name__:24} {spent[stage] / total:6.1%}" for stage in stages]
    share = sum(spent[stage] for stage in RESOLVERS) / total
    return [*lines, f"{'all resolvers':24} {share:6.1%} (bar: at most {MOST_SHARE:.0%})"]


if __name__ == "__main__":
    main()
