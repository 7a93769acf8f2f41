"""Event certainty on UW dev: mean absolute error and Pearson's r, from -3 to 3."""

from pathlib import Path

import numpy as np

from dateline.model.reader_model import ReaderModel
from dateline.reading.document import Document as Reading
from dateline.reading.segment import encode, segment
from dateline.record import Report
from evaluation.counts import Row
from training.corpora import read_uw


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    gold: list[float] = []
    found: list[float] = []
    for document in read_uw(corpora, "dev"):
        reading = Reading(Report(text=document.text), model)
        segment(reading)
        encode(reading)
        assert reading.layers is not None
        for index, value in document.certainty.items():
            gold.append(value)
            found.append(float(np.clip(reading.layers.logits["certainty"][index, 0], -3, 3)))
    error = float(np.abs(np.array(gold) - np.array(found)).mean())
    correlation = float(np.corrcoef(gold, found)[0, 1])
    note = f"of {len(gold)}"
    return [
        Row("certainty MAE (lower is better)", "UW dev", error, note),
        Row("certainty Pearson r", "UW dev", correlation, note),
    ]
