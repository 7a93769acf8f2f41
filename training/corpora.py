"""Readers of the public corpora and of `corpus/`, each giving documents with its own layers.

Every reader takes the folder of the corpora (see `docs/model-card.md` for where each set comes
from and under which licence) and yields its training or development part.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dateline.reading.quotations import find_quotations, trim_content
from dateline.record import Span
from training.actor_names import UNLABELLED, mark_name, proper_part
from training.document import (
    UNKNOWN,
    Document,
    Frame,
    Pair,
    WordIndex,
    WordRange,
    from_text,
    hash_fraction,
    mark_spans,
)
from training.timebank import ARCHIVE, held_out, read_documents
from training.treebank import read_treebank

RE3D_NAME_TYPES: Final = {
    "Organisation": "organization",
    "Person": "person",
    "Location": "place",
    "Nationality": "group",
}
UNER_NAME_TYPES: Final = {"PER": "person", "ORG": "organization", "LOC": "place", "OTH": "group"}
RE3D_DEV_SHARE: Final = 0.25
YIELD: Final = ("CONCEDE", "RETREAT")
"""PLV merges these two types into one label."""


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def read_ewt(corpora: Path, part: str) -> list[Document]:
    """EWT trees with UNER names, PropBank roles and UDS certainty on the same words."""
    folder = corpora / "open"
    documents = read_treebank(folder / "ud_ewt" / f"{part}.conllu.gz", "ewt")
    _add_uner(documents, folder / "uner_ewt" / f"{part}.iob2.gz")
    _add_propbank(documents, folder / "propbank_ewt" / f"{part}.gold_skel.gz")
    factuality = corpora / "research" / "factuality" / f"uds_ih2.{part}.jsonl.gz"
    _add_uds(documents, factuality)
    return documents


def read_gum(corpora: Path, part: str) -> list[Document]:
    return read_treebank(corpora / "open" / "gum" / f"{part}.conllu.gz", "gum")


def _add_uner(documents: list[Document], path: Path) -> None:
    """UNER tokens are those of EWT in the same order; sentences with others are left out."""
    tags: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(path):
        if line.startswith("# newdoc id = "):
            current = tags.setdefault(line[14:].strip(), [])
        elif line.strip() and not line.startswith("#"):
            position, tag = line.rstrip("\n").split("\t")[:3:2]
            if position.isdigit():
                prefix, _, kind = tag.partition("-")
                known = UNER_NAME_TYPES.get(kind)
                current.append(f"{prefix}-{known}" if known else "O")
    for document in documents:
        found = tags.get(document.id, [])
        if len(found) == len(document.words):
            document.names = found


_PROPBANK_PATH: Final = re.compile(r"google/ewt/(\w+)/\d+/(.*)\.xml")
PREDICATE_ROLES: Final = ("ARG0", "ARG1", "ARG2", "TMP", "LOC", "NEG", "OTHER")


def _add_propbank(documents: list[Document], path: Path) -> None:
    by_id = {d.id: d for d in documents}
    rows: dict[tuple[str, int], list[list[str]]] = {}
    for line in _lines(path):
        fields = line.split()
        if fields and (match := _PROPBANK_PATH.match(fields[0])):
            rows.setdefault((f"{match[1]}-{match[2]}", int(fields[1])), []).append(fields)
    for (id, sentence), tokens in rows.items():
        document = by_id.get(id)
        if document is None or document.sentence_starts is None:
            continue
        starts = [i for i, first in enumerate(document.sentence_starts) if first]
        ends = [*starts[1:], len(document.words)]
        if sentence < len(starts) and ends[sentence] - starts[sentence] == len(tokens):
            document.frames += _predicates(tokens, starts[sentence])


def _predicates(tokens: list[list[str]], offset: int) -> Iterator[Frame]:
    for column in range(8, len(tokens[0])):
        spans: list[tuple[str, WordRange]] = []
        open_role: tuple[str, int] | None = None
        for index, token in enumerate(tokens):
            if match := re.match(r"\(+([\w-]+)", token[column]):
                open_role = (match[1], index)
            if ")" in token[column] and open_role:
                spans.append((open_role[0], (offset + open_role[1], offset + index + 1)))
                open_role = None
        heads = [span for role, span in spans if role == "V"]
        roles: dict[str, list[WordRange]] = {}
        for role, span in spans:
            name = role.removeprefix("ARGM-").removesuffix("-DSP")
            if role == "V" or name.startswith(("R-", "C-")):
                continue
            roles.setdefault(name if name in PREDICATE_ROLES else "OTHER", []).append(span)
        if heads:
            yield Frame(kind="predicate", head=heads[0], roles=roles)


def _add_uds(documents: list[Document], path: Path) -> None:
    labels: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(path):
        row = json.loads(line)
        labels[row["text"]] = row["targets"]
    for document in documents:
        assert document.sentence_starts is not None
        starts = [i for i, first in enumerate(document.sentence_starts) if first]
        for start, end in zip(starts, [*starts[1:], len(document.words)], strict=True):
            words = " ".join(document.text[a:b] for a, b in document.words[start:end])
            for target in labels.get(words, []):
                document.certainty[start + target["span1"][0]] = float(target["label"])


def read_uw(corpora: Path, part: str) -> list[Document]:
    """UW event certainty, from -3 (certainly not) to 3 (certainly), one sentence a document."""
    documents = []
    path = corpora / "research" / "factuality" / f"uw.{part}.jsonl.gz"
    for number, line in enumerate(_lines(path)):
        row = json.loads(line)
        text, spans = detokenize(row["text"].split(" "))
        document = from_text(f"uw-{part}-{number}", "uw", text)
        index = WordIndex(document.words)
        for target in row["targets"]:
            if words := index.range_of(spans[target["span1"][0]]):
                document.certainty[words[1] - 1] = float(target["label"])
        documents.append(document)
    return documents


_NO_SPACE_BEFORE: Final = frozenset(". , ; : ? ! ) ] % ' '' ’ ” n't 's 're 've 'll 'd 'm -".split())
_NO_SPACE_AFTER: Final = frozenset("( [ $ `` ` “ ‘ -".split())


def detokenize(tokens: list[str]) -> tuple[str, list[Span]]:
    """Running text of treebank tokens, and where each stands in it."""
    text, spans = "", []
    glue = True
    for token in tokens:
        surface = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        if not glue and token not in _NO_SPACE_BEFORE:
            text += " "
        spans.append((len(text), len(text) + len(surface)))
        text += surface
        glue = token in _NO_SPACE_AFTER
    return text, spans


def read_polnear(corpora: Path, part: str) -> list[Document]:
    return [
        polnear_document(json.loads(line))
        for line in _lines(corpora / "research" / "polnear" / f"{part}.jsonl.gz")
    ]


def polnear_document(row: dict[str, Any]) -> Document:
    """PolNeAR's attributions as statement frames; only outermost ones are annotated."""
    document = from_text(row["id"], "polnear", row["text"])
    document.outermost = True
    index = WordIndex(document.words)
    quotations = find_quotations(document.text)
    cues = [0] * len(document.words)
    inside = [False] * len(document.words)
    for attribution in row["attributions"]:
        cue = index.ranges_of(tuple(s) for s in attribution.get("cue", []))
        contents = index.ranges_of(
            trim_content(document.text, tuple(s), quotations)
            for s in attribution.get("content", [])
        )
        for start, end in contents:
            inside[start:end] = [True] * (end - start)
        if not cue:
            continue
        mark_spans(cues, cue)
        sources = index.ranges_of(tuple(s) for s in attribution.get("source", []))
        document.frames.append(
            Frame(kind="statement", head=cue[0], roles={"source": sources, "content": contents})
        )
    document.cues = [UNKNOWN if i and not c else c for c, i in zip(cues, inside, strict=True)]
    return document


def read_timebank(corpora: Path) -> list[Document]:
    """Time expressions of the reports of TimeBank that are not held out."""
    documents = []
    for report in read_documents(corpora / ARCHIVE):
        if not held_out(report.name):
            document = from_text(report.name, "timebank", report.text)
            index = WordIndex(document.words)
            document.times = [0] * len(document.words)
            mark_spans(document.times, index.ranges_of((s, e) for s, e, _ in report.times))
            documents.append(document)
    return documents


def read_re3d(corpora: Path, part: str) -> list[Document]:
    """re3d names; its descriptions ("the rebels") are no names of ours.

    A quarter by hash is `dev`, of those reports that are not also annotated in full (their names
    are learnt from).
    """
    documents = []
    folder = corpora / "open" / "re3d"
    annotated = {p.stem for p in (corpora / "dateline" / "docs").glob("re3d_*.txt")}
    for path in sorted(folder.glob("*.documents.jsonl")):
        entities: dict[str, list[tuple[Span, str]]] = {}
        for line in path.with_name(path.name.replace("documents", "entities")).open("rb"):
            row = json.loads(line)
            if row["type"] in RE3D_NAME_TYPES:
                span = ((row["begin"], row["end"]), RE3D_NAME_TYPES[row["type"]])
                entities.setdefault(row["documentId"], []).append(span)
        source = path.name.removesuffix(".documents.jsonl")
        for line in path.open("rb"):
            row = json.loads(line)
            document = from_text(f"re3d-{row['_id']}", "re3d", row["text"])
            known = f"re3d_{source}_{row['_id'][:8]}" in annotated
            held = not known and hash_fraction(document.id) < RE3D_DEV_SHARE
            if held == (part == "dev"):
                document.names = _name_tags(document, entities.get(row["_id"], []))
                documents.append(document)
    return documents


def _name_tags(document: Document, entities: list[tuple[Span, str]]) -> list[str]:
    """Entities that are names; words of descriptions ("government of Iraq") are left unlabelled."""
    tags = ["O"] * len(document.words)
    index = WordIndex(document.words)
    texts = [document.text[start:end] for start, end in document.words]
    ranges = [(words, kind) for span, kind in entities if (words := index.range_of(span))]
    for words, kind in ranges:
        name = proper_part(texts, words)
        if name and all(tags[i] == "O" for i in range(*name)):
            mark_name(tags, name, kind)
    for words, _ in ranges:
        for i in range(*words):
            if tags[i] == "O":
                tags[i] = UNLABELLED
    return tags


def read_plv(corpora: Path) -> tuple[list[Pair], list[Pair]]:
    """PLV relations: four fifths to train on and, every fifth row, one to develop on."""
    train: list[Pair] = []
    held_out: list[Pair] = []
    path = corpora / "research" / "plv" / "train.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        text, actor, recipient = parse_marked(row["marked"])
        types = YIELD if row["label"] == "YIELD" else (row["label"],)
        pair = Pair(id=row["id"], text=text, actor=actor, recipient=recipient, types=types)
        (train if number % 5 else held_out).append(pair)
    return train, held_out


def parse_marked(marked: str) -> tuple[str, Span | None, Span | None]:
    """A text with `<s>actor</s>` and `<t>recipient</t>`, and where they stand without tags."""
    text = ""
    bounds: dict[str, int] = {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", part):
            bounds[part] = len(text)
        else:
            text += part
    spans = [
        (bounds[f"<{tag}>"], bounds[f"</{tag}>"]) if f"<{tag}>" in bounds else None for tag in "st"
    ]
    return text, spans[0], spans[1]
