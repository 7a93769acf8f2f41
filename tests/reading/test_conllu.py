"""A reading's linguistics as CoNLL-U."""

import pytest

from dateline.reading.conllu import conllu_of
from dateline.reading.words import split_words
from dateline.record import Report
from tests import reports

COLUMNS = 10


def blocks(text: str) -> list[tuple[list[str], list[list[str]]]]:
    """The comments and the rows of every sentence."""
    found = []
    for block in conllu_of(Report(text=text)).strip("\n").split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("# ")]
        rows = [line.split("\t") for line in lines if not line.startswith("# ")]
        found.append((comments, rows))
    return found


def misc(row: list[str]) -> dict[str, str]:
    return dict(cell.split("=", 1) for cell in row[-1].split("|"))


@pytest.mark.parametrize("text", [reports.PLAIN, reports.CURLY, reports.CARELESS])
def test_rows_are_the_words_of_the_text_in_order(text: str) -> None:
    rows = [row for _, rows in blocks(text) for row in rows]
    assert all(len(row) == COLUMNS for row in rows)
    spans = [(int(misc(row)["start"]), int(misc(row)["end"])) for row in rows]
    assert spans == split_words(text)
    assert [row[1] for row in rows] == [text[a:b] for a, b in spans]


def test_every_sentence_is_a_tree_with_one_root() -> None:
    for _, rows in blocks(reports.PLAIN):
        heads = {int(row[0]): int(row[6]) for row in rows}
        assert list(heads) == list(range(1, len(rows) + 1))
        assert [row[7] for row in rows if row[6] == "0"] == ["root"]
        for word in heads:
            steps = 0
            while word:
                word = heads[word]
                steps += 1
                assert steps <= len(rows)


def test_space_after_is_told_where_there_is_none() -> None:
    ((comments, rows),) = blocks("Police didn't wait.")
    assert [row[1] for row in rows if "SpaceAfter" in misc(row)] == ["did", "wait"]
    assert "# text = Police didn't wait." in comments


def test_paragraphs_and_sentences_are_numbered() -> None:
    found = blocks("Police arrested two men.\n\nRain fell on the town. Nobody was hurt.")
    comments = [c for c, _ in found]
    assert [c for lines in comments for c in lines if c.startswith("# sent_id")] == [
        f"# sent_id = {number}" for number in range(1, len(found) + 1)
    ]
    paragraphs = ["# newpar" in lines for lines in comments]
    assert paragraphs[:2] == [True, True]
    assert sum(paragraphs) == 2


def test_a_sentence_inside_a_quotation_opens_no_paragraph() -> None:
    found = blocks(
        '"The rain fell on the town. The bridge is gone. Nobody was hurt," the minister said.'
        "\n\nThe river is rising."
    )
    assert len(found) > 2
    assert sum("# newpar" in comments for comments, _ in found) == 2


def test_the_document_opens_with_the_report_s_id() -> None:
    report = Report(text=reports.SHORT)
    assert conllu_of(report).startswith(f"# newdoc id = {report.id}\n# newpar\n")


def test_names_are_marked_word_by_word() -> None:
    ((_, rows),) = blocks("Angela Merkel visited Kenya.")
    assert [misc(row)["Entity"] for row in rows] == ["B-person", "I-person", "O", "B-place", "O"]


def test_plain_grammar() -> None:
    ((_, rows),) = blocks("The minister praised the agreement.")
    found = {row[1]: (row[3], row[7]) for row in rows}
    assert found["minister"] == ("NOUN", "nsubj")
    assert found["praised"] == ("VERB", "root")
    assert found["agreement"] == ("NOUN", "obj")


def test_a_text_without_words_has_no_sentence() -> None:
    assert conllu_of(Report(text=" \n")).count("\n") == 1
