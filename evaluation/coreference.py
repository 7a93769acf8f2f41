"""Coreference on GUM's news reports from raw text: CoNLL F1, the mean of MUC, B-cubed and CEAF-e.

All mentions count, of persons and of things; chains of one mention are left out on both sides.
Mentions match where their spans are the same after `trimmed`, which takes punctuation at the edges
and a possessive ending off both sides alike. GUM's dev part holds two reports only, so those of its
train part are scored apart: the trees of these were trained on, and so were the weights by which a
phrase is put into a chain, which flatters their figure. The encoder was never trained on chains.
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.model.reader_model import ReaderModel
from dateline.reading.read import analyze
from dateline.record import Report, Span
from evaluation.counts import Row
from training.corpora import read_gum

Chains = list[frozenset[Span]]

GENRE: Final = "GUM_news"
_EDGE: Final = " \t\n\"'“”‘’«»„,;:.!?()[]-–—"
_POSSESSIVE: Final = ("'s", "’s")
_ENTITY: Final = re.compile(r"Entity=([^|]+)")
_BRACKET: Final = re.compile(r"\(([^()-]+)[^()]*|([^()]*)\)")


@dataclass(slots=True)
class Share:
    """Recall and precision, summed over documents: how much was right, of how much."""

    recalled: float = 0
    gold: float = 0
    precise: float = 0
    found: float = 0

    def add(self, recall: tuple[float, float], precision: tuple[float, float]) -> None:
        self.recalled += recall[0]
        self.gold += recall[1]
        self.precise += precision[0]
        self.found += precision[1]

    @property
    def f1(self) -> float:
        recall = self.recalled / self.gold if self.gold else 0.0
        precision = self.precise / self.found if self.found else 0.0
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass(slots=True)
class Score:
    """The three measures, and how many mentions were found, summed over documents."""

    muc: Share = field(default_factory=Share)
    b_cubed: Share = field(default_factory=Share)
    ceaf_e: Share = field(default_factory=Share)
    mentions: Share = field(default_factory=Share)

    def add(self, gold: Chains, found: Chains) -> None:
        """Counts one document; chains are disjoint and hold two mentions or more."""
        self.muc.add(_links(gold, found), _links(found, gold))
        self.b_cubed.add(_b_cubed(gold, found), _b_cubed(found, gold))
        similarity = _best_similarity(gold, found)
        self.ceaf_e.add((similarity, len(gold)), (similarity, len(found)))
        all_gold, all_found = set[Span]().union(*gold), set[Span]().union(*found)
        hits = len(all_gold & all_found)
        self.mentions.add((hits, len(all_gold)), (hits, len(all_found)))

    @property
    def conll(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def evaluate(corpora: Path, model: ReaderModel) -> list[Row]:
    return [_row(corpora, part, model) for part in ("dev", "train")]


def _row(corpora: Path, part: str, model: ReaderModel) -> Row:
    score = Score()
    for id, text, gold in read_chains(corpora, part):
        if id.startswith(GENRE):
            found = analyze(Report(text=text), model)
            spans = [[found.span(m.words) for m in chain] for chain in found.chains]
            score.add(comparable(text, gold), comparable(text, spans))
    note = (
        f"MUC {score.muc.f1:.3f} B3 {score.b_cubed.f1:.3f} CEAFe {score.ceaf_e.f1:.3f} "
        f"mentions {score.mentions.f1:.3f}"
    )
    return Row("coreference", f"GUM news {part}", score.conll, note)


def read_chains(corpora: Path, part: str) -> Iterator[tuple[str, str, list[list[Span]]]]:
    """Of each GUM document the id, the text, and the spans of its chains, singletons too."""
    fields = _entity_fields(corpora / "open" / "gum" / f"{part}.conllu.gz")
    for document in read_gum(corpora, part):
        yield document.id, document.text, _chains(fields[document.id], document.words)


def _entity_fields(path: Path) -> dict[str, list[str]]:
    """By document, the `Entity` field of each word, empty where no mention starts or ends."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                current = fields.setdefault(line[14:].strip(), [])
            elif line[:1].isdigit() and (cells := line.rstrip("\n").split("\t"))[0].isdigit():
                match = _ENTITY.search(cells[9])
                current.append(match[1] if match else "")
    return fields


def _chains(fields: list[str], words: list[Span]) -> list[list[Span]]:
    """Brackets open with their entity's number, and close with it or, on one word, without."""
    chains: dict[str, list[Span]] = {}
    open_: list[tuple[str, int]] = []
    for (start, end), entity in zip(words, fields, strict=True):
        for match in _BRACKET.finditer(entity):
            if match[1]:
                open_.append((match[1], start))
                continue
            index = max(i for i, (id, _) in enumerate(open_) if id == match[2] or not match[2])
            id, first = open_.pop(index)
            chains.setdefault(id, []).append((first, end))
    return list(chains.values())


def comparable(text: str, chains: Iterable[Iterable[Span]]) -> Chains:
    """Chains of trimmed spans, each span in the first chain that has it, without singletons."""
    seen: set[Span] = set()
    result = []
    for chain in chains:
        spans = frozenset(trimmed(text, span) for span in chain) - seen
        seen |= spans
        if len(spans) > 1:
            result.append(spans)
    return result


def trimmed(text: str, span: Span) -> Span:
    """The span without punctuation at its edges and without a possessive ending."""
    start, end = _without_marks(text, *span)
    if text[start:end].endswith(_POSSESSIVE) and end - start > 2:
        start, end = _without_marks(text, start, end - 2)
    return (start, end) if start < end else span


def _without_marks(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _index(chains: Chains) -> dict[Span, int]:
    return {span: number for number, chain in enumerate(chains) for span in chain}


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    """MUC: the links of `chains` that `others` keep, of all (Vilain et al. 1995)."""
    index = _index(others)
    kept = 0
    for chain in chains:
        inside = {index[span] for span in chain if span in index}
        parts = len(inside) + sum(span not in index for span in chain)
        kept += len(chain) - parts
    return kept, sum(len(chain) - 1 for chain in chains)


def _b_cubed(chains: Chains, others: Chains) -> tuple[float, float]:
    """B-cubed: for each mention the share of its chain that `others` put beside it, of all
    mentions (Bagga and Baldwin 1998)."""
    index = _index(others)
    share = 0.0
    for chain in chains:
        overlaps = Counter(index[span] for span in chain if span in index)
        share += sum(n * n for n in overlaps.values()) / len(chain)
    return share, sum(map(len, chains))


def _best_similarity(gold: Chains, found: Chains) -> float:
    """CEAF-e: the similarity of the best one-to-one pairing of chains (Luo 2005)."""
    rows, columns = (gold, found) if len(gold) <= len(found) else (found, gold)
    index = _index(columns)
    costs = [[0.0] * len(columns) for _ in rows]
    for row, chain in enumerate(rows):
        for column, n in Counter(index[s] for s in chain if s in index).items():
            costs[row][column] = -2 * n / (len(chain) + len(columns[column]))
    return -lowest_cost(costs)


def lowest_cost(costs: list[list[float]]) -> float:
    """The cost of the cheapest assignment of each row to a column of its own.

    The Hungarian method by shortest augmenting paths; no more rows than columns.
    """
    columns = len(costs[0]) if costs else 0
    row_price, column_price = [0.0] * (len(costs) + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # the row, from 1, that holds a column, from 1; 0 if none does
    for row in range(1, len(costs) + 1):
        owner[0] = row
        column = 0
        slack, before = [float("inf")] * (columns + 1), [0] * (columns + 1)
        used = [False] * (columns + 1)
        while owner[column]:
            used[column] = True
            here, best = owner[column], 0
            step = float("inf")
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                reduced = costs[here - 1][other - 1] - row_price[here] - column_price[other]
                if reduced < slack[other]:
                    slack[other], before[other] = reduced, column
                if slack[other] < step:
                    step, best = slack[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = best
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return sum(costs[owner[c] - 1][c - 1] for c in range(1, columns + 1) if owner[c])
