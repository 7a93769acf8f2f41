"""The corpus: what its checks find, what its statistics count, and that its files pass."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus, load
from corpus.check import (
    annotation_problems,
    metadata_problems,
    negative_problems,
    person_name,
    pieces,
    problems_of,
    read_formulas,
    shared_persons,
    shared_runs,
    words_of,
)
from corpus.statistics import Target, tables_of, targets_of

TEXT = "Port closed\n\nDockers walked out on Monday, the union said."
RUN = "the ferry left the quay before the gates were shut"


def annotation(**changes: object) -> dict[str, Any]:
    statement = {
        "id": "S1", "content": ["1:Dockers walked out on Monday"], "cue": "1:said",
        "quotation": "indirect", "source": "A1", "source_span": "1:the union",
        "source_type": "named_organization", "anonymity": "none", "anonymity_reason": None,
        "count_claimed": None, "addressee": None, "addressee_is_outlet": False,
        "on_behalf_of": None, "stance": "asserts", "parent": None,
    }  # fmt: skip
    event: dict[str, object] = {
        "id": "E1", "trigger": "1:walked out", "type": "PROTEST", "mode": "strike",
        "contexts": [], "actor": [], "actor_spans": [], "recipient": [], "recipient_spans": [],
        "place": None, "time": None, "status": "happened", "according_to": "S1",
        "same_as": None, "magnitude": {},
    }  # fmt: skip
    union = {
        "id": "A1", "name": "the union", "kind": "organization", "country": None, "sector": [],
        "role": None, "mentions": ["1:the union"],
    }  # fmt: skip
    whole = {"id": "x", "actors": [union], "statements": [statement], "events": [event]}
    return {**whole, **changes}


def metadata(id: str, **changes: object) -> dict[str, Any]:
    row = {
        "id": id, "published": "1996-04-09", "outlet": "Quay News", "genre": "wire",
        "country": "URY", "region": "South America",
    }  # fmt: skip
    return {**row, **changes}


def person(name: str) -> dict[str, Any]:
    return {"actors": [{"kind": "person", "name": name}]}


def test_a_good_annotation_has_no_problems() -> None:
    assert annotation_problems("x", TEXT, annotation()) == []


def test_annotations_that_do_not_fit_their_text_are_told() -> None:
    (elsewhere,) = annotation_problems("x", "Port closed\n\nNothing else.", annotation())[:1]
    assert "not in sentence 1" in elsewhere
    assert "no text" in annotation_problems("x", None, annotation())[0]
    assert "'y'" in annotation_problems("x", TEXT, annotation(id="y"))[0]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([metadata("a"), metadata("b")], []),
        ([metadata("a")], ["b: no metadata"]),
        ([metadata("a"), metadata("b"), metadata("b")], ["b: metadata 2 times"]),
        ([metadata("a"), metadata("b"), metadata("c")], ["c: metadata, but no text"]),
        (
            [metadata("a"), metadata("b", published="May")],
            ["b: published is no date: 'May'"],
        ),
        ([metadata("a"), metadata("b", tone=1)], ["b: metadata keys differ: ['tone']"]),
    ],
)
def test_metadata(rows: list[dict[str, Any]], told: list[str]) -> None:
    assert metadata_problems(["a", "b"], rows) == told


def test_hard_negatives_stand_in_their_text_once() -> None:
    rows = [
        {"id": "x", "negatives": ["0:closed", "0:opened", "0:closed"]},
        {"id": "z", "negatives": []},
    ]
    missing, twice, unknown = negative_problems({"x": TEXT}, rows)
    assert "'0:opened'" in missing
    assert "twice: '0:closed'" in twice
    assert unknown == "z: hard negatives, but no text"


def test_words_have_no_case_and_no_punctuation() -> None:
    assert words_of("“Don’t go,” said N'Djamena-based Ali.") == (
        "dont", "go", "said", "ndjamena", "based", "ali",
    )  # fmt: skip


def test_eight_shared_words_are_found_whatever_their_case_and_marks() -> None:
    texts = {"a": f"On Friday {RUN}.", "b": f"He said {RUN.upper()}, twice.", "c": "A ferry left."}
    assert shared_runs(texts) == {RUN: ["a", "b"]}


def test_seven_shared_words_are_let_through() -> None:
    seven = " ".join(RUN.split()[:7])
    assert shared_runs({"a": f"One {seven} today.", "b": f"Two {seven} later."}) == {}


def test_repetition_within_one_report_is_let_through() -> None:
    assert shared_runs({"a": f"{RUN}. {RUN}."}) == {}


def test_formulas_divide_the_text() -> None:
    formula = words_of("on condition of anonymity because")
    words = words_of("he spoke on condition of anonymity because talks go on")
    assert pieces(words, [formula]) == [("he", "spoke"), ("talks", "go", "on")]
    text = "An aide spoke on condition of anonymity because of it."
    assert shared_runs({"a": text, "b": text}, [formula]) == {}
    assert shared_runs({"a": text, "b": text}) != {}


def test_of_two_formulas_the_longest_is_taken_out() -> None:
    assert pieces(("a", "b", "c", "d"), [("a", "b"), ("a", "b", "c")]) == [("d",)]


def test_shipped_formulas_are_words_in_order() -> None:
    formulas = read_formulas()
    assert formulas == sorted(formulas)
    assert all(len(formula) > 1 for formula in formulas)


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Ana Villar", "ana villar"),
        ("Colonel Ana Villar", "ana villar"),
        ("Sheikh Omar al-Said", "omar al-said"),
        ("Ana de la Cruz", "ana de la cruz"),
        ("A Lebanese officer", None),
        ("the Minister of Justice", None),
        ("Governor", None),
        ("Peru's foreign minister", None),
    ],
)
def test_proper_names_are_told_from_descriptions(name: str, proper: str | None) -> None:
    assert person_name(name) == proper


def test_a_person_may_be_in_two_reports_but_not_in_three() -> None:
    two: dict[str, Mapping[str, Any]] = {"a": person("Ana Villar"), "b": person("Dr. Ana Villar")}
    assert shared_persons(two) == {}
    assert shared_persons({**two, "c": person("ANA VILLAR")}) == {"ana villar": ["a", "b", "c"]}
    assert shared_persons({id: person("the mayor") for id in "abc"}) == {}


def test_all_problems_are_gathered() -> None:
    corpus = Corpus(
        texts={"x": f"{TEXT} {RUN}", "y": RUN},
        annotations={"x": annotation(), "z": annotation()},
        metadata=[metadata("x")],
        negatives=[{"id": "x", "negatives": ["0:opened"]}],
    )
    problems = problems_of(corpus, [])
    assert [problem.partition(":")[0] for problem in problems] == ["z", "y", "x", "x, y"]


def test_statistics_count_what_is_annotated() -> None:
    statement = annotation()["statements"][0]
    granted = {**statement, "anonymity": "granted", "anonymity_reason": "1:*", "parent": "S1"}
    corpus = Corpus(
        texts={"x": TEXT, "y": "Not yet annotated."},
        annotations={"x": annotation(statements=[statement, granted])},
        metadata=[metadata("x"), metadata("y", region="Europe")],
        negatives=[{"id": "x", "negatives": ["0:closed"]}],
    )
    tables = tables_of(corpus)
    assert tables["corpus"] == {
        "reports": 1, "words": 10, "not annotated": 1, "hard negatives": 1,
    }  # fmt: skip
    assert tables["regions"] == {"South America": 1}
    assert tables["decades"] == {"1990s": 1}
    assert (tables["modes"]["PROTEST strike"], tables["modes"]["CONSULT phone"]) == (1, 0)
    targets = {target.name: target for target in targets_of(tables)}
    assert targets["nested"].count == targets["anonymity granted with a reason"].count == 1
    assert targets["statuses: denied"] == Target("statuses: denied", 0, 100)


def test_a_target_is_met_when_it_is_reached() -> None:
    assert Target("reports", 200, 200).met
    assert not Target("reports", 199, 200).met


def test_broken_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "meta_a.jsonl").write_text('{"id": "x"}\n{"id"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"meta_a\.jsonl: not valid JSON"):
        load(tmp_path)


def test_files_are_keyed_by_report(tmp_path: Path) -> None:
    for folder in ("docs", "annotations"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "x.txt").write_text("Cafe\u0301", encoding="utf-8")
    written = json.dumps(annotation())
    (tmp_path / "annotations" / "x.ann.json").write_text(written, encoding="utf-8")
    corpus = load(tmp_path)
    assert corpus.texts == {"x": "Caf\u00e9"}
    assert corpus.annotations == {"x": annotation()}


def test_every_annotation_of_the_repository_passes() -> None:
    corpus = load()
    assert corpus.annotations
    problems = [
        problem
        for id, found in corpus.annotations.items()
        for problem in annotation_problems(id, corpus.texts.get(id), found)
    ]
    assert problems == []


def test_every_report_of_the_repository_has_metadata() -> None:
    corpus = load()
    assert metadata_problems(list(corpus.texts), corpus.metadata) == []
