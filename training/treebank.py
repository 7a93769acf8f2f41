"""Universal Dependencies treebanks (CoNLL-U) as documents of raw text."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from training.document import Document

KEPT_SUBTYPES: Final = frozenset(
    "nsubj:pass nsubj:outer csubj:pass aux:pass obl:agent obl:unmarked nmod:poss nmod:unmarked "
    "nmod:desc acl:relcl advcl:relcl compound:prt det:predet cc:preconj flat:name".split()
)
"""Relation subtypes that the parser tells apart; of the others only the universal part."""

MENTION_TYPES: Final = ("none", "person", "organization", "place", "time", "event", "other")


@dataclass(slots=True)
class _Sentence:
    text: str = ""
    new_paragraph: bool = False
    rows: list[list[str]] = field(default_factory=list)


def read_treebank(path: Path, corpus: str) -> list[Document]:
    """The documents of a treebank: paragraphs are lines, sentences follow after a space."""
    return [_document(id, corpus, sentences) for id, sentences in _sentences(path)]


def _sentences(path: Path) -> Iterator[tuple[str, list[_Sentence]]]:
    id, sentences, sentence = "", list[_Sentence](), _Sentence()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                if sentences:
                    yield id, sentences
                id, sentences = line[14:], []
            elif line.startswith("# newpar"):
                sentence.new_paragraph = True
            elif line.startswith("# text = "):
                sentence.text = line[9:]
            elif line and not line.startswith("#"):
                fields = line.split("\t")
                if fields[0].isdigit():
                    sentence.rows.append(fields)
            elif not line and sentence.rows:
                sentences.append(sentence)
                sentence = _Sentence()
    if sentences:
        yield id, sentences


def _document(id: str, corpus: str, sentences: list[_Sentence]) -> Document:
    document = Document(
        id=id, corpus=corpus, text="", words=[], sentence_starts=[], upos=[], heads=[],
        relations=[], mentions=[] if corpus == "gum" else None,
    )  # fmt: skip
    parts: list[str] = []
    length = 0
    for sentence in sentences:
        if parts:
            separator = "\n\n" if sentence.new_paragraph else " "
            parts.append(separator)
            length += len(separator)
        parts.append(sentence.text)
        _add_sentence(document, sentence, length)
        length += len(sentence.text)
    document.text = "".join(parts)
    return document


def _add_sentence(document: Document, sentence: _Sentence, base: int) -> None:
    assert document.sentence_starts is not None
    assert document.upos is not None
    assert document.heads is not None
    assert document.relations is not None
    first = len(document.words)
    position = 0
    for number, row in enumerate(sentence.rows):
        start = sentence.text.find(row[1], position)
        if start < 0 or start > position + 2:
            start = position  # a form that the running text writes otherwise
        position = start + len(row[1])
        document.words.append((base + start, base + position))
        document.sentence_starts.append(int(number == 0))
        document.upos.append(row[3])
        document.heads.append(first + int(row[6]) - 1 if row[6] != "0" else -1)
        document.relations.append(row[7] if row[7] in KEPT_SUBTYPES else row[7].partition(":")[0])
    if document.mentions is not None:
        document.mentions += _mention_heads(sentence.rows)


_ENTITY: Final = re.compile(r"\(([^()]*)|([\w-]*)\)")


def _mention_heads(rows: list[list[str]]) -> list[str]:
    """For each word the type of the largest GUM mention that it heads, or `none`."""
    types = ["none"] * len(rows)
    stack: list[tuple[str, int]] = []
    for index, row in enumerate(rows):
        match = re.search(r"Entity=([^|]+)", row[9])
        for token in re.findall(r"\([^()]*|\)", match[1]) if match else ():
            if token != ")":
                fields = token[1:].split("-")
                stack.append((fields[1] if len(fields) > 1 else "other", index))
            elif stack:
                kind, start = stack.pop()
                head = _head_of(rows, start, index + 1)
                types[head] = kind if kind in MENTION_TYPES else "other"
    return types


def _head_of(rows: list[list[str]], start: int, end: int) -> int:
    for index in range(start, end):
        if not start <= int(rows[index][6]) - 1 < end:
            return index
    return start
