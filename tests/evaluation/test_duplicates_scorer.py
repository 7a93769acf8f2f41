"""The scorer of duplicates reaches its bars on a small bed."""

from evaluation.duplicates import evaluate

BARS = {"copies and trims, pairs": 0.95, "rewrites, pairs": 0.85}


def test_bars() -> None:
    rows = {row.task: row.score for row in evaluate(seed=11, stories=60)}
    for task, bar in BARS.items():
        assert rows[task] >= bar
    assert rows["base stories merged with another"] <= 0.01
    assert rows["independent origins, exact"] >= 0.85
