"""The ledger of reviews: what counts, what is disputed, what is never lost."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.incidents import incident_id
from dateline.archive.reviews import (
    Review,
    cuts_and_joins,
    in_force,
    layer_of,
    read_reviews,
    standing,
)
from dateline.archive.store import Archive
from dateline.errors import DatelineError
from dateline.record import report_id
from tests.archive import crisis

DENIAL, SHELLING = report_id(crisis.DENIAL), report_id(crisis.SHELLING)
EVENT = f"{DENIAL}:E1"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    crisis.write(tmp_path / "crisis.dateline")
    with Archive.open(tmp_path / "crisis.dateline", read_only=False) as opened:
        yield opened


def line(action: str, target: str = EVENT, **fields: Any) -> dict[str, Any]:
    return {"action": action, "target": target, "by": "ana", "why": "the text says so"} | fields


def rows(archive: Archive) -> list[dict[str, Any]]:
    return archive.sql("SELECT * FROM reviewed ORDER BY ALL").to_records()


def test_a_reviewed_value_stands_beside_the_machines(archive: Archive) -> None:
    archive.review([line("change", field="status", value="possible")])
    (row,) = rows(archive)
    assert (row["id"], row["layer"], row["field"]) == (EVENT, "event", "status")
    assert (row["machine"], row["value"]) == ('"denied"', '"possible"')
    assert row["by"] == "ana"
    status = archive.sql("SELECT status FROM events WHERE id = ?", [EVENT]).to_records()
    assert status == [{"status": "denied"}]
    assert archive.record(DENIAL).events[0].status == "denied"
    assert archive.reviewed(DENIAL).events[0].status == "possible"


def test_reviews_outlive_the_archive_object(archive: Archive) -> None:
    archive.review([line("accept")])
    with Archive.open(archive.layout.root) as again:
        assert [review.action for review in again.reviews()] == ["accept"]
        assert rows(again) == rows(archive)


def test_lines_are_only_ever_added(archive: Archive) -> None:
    archive.review([line("accept")])
    for statement in ("UPDATE reviews SET by = 'eve'", "DELETE FROM reviews"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            archive.side.execute(statement)


def test_the_same_line_is_added_once(archive: Archive) -> None:
    told = line("reject", at="2024-05-05T10:00:00+02:00")
    assert len(archive.review([told, told])) == 1
    assert archive.review([told]) == []
    assert archive.reviews()[0].at == "2024-05-05T08:00:00.000000+00:00"


def test_reviewers_who_differ_are_both_kept_and_shown(archive: Archive) -> None:
    archive.review([line("change", field="status", value="possible")])
    archive.review([line("change", field="status", value="planned", by="ben")])
    (row,) = rows(archive)
    assert row["disputed"] is True
    assert row["reviewers"] == 2
    assert row["value"] == '"planned"'
    assert [told["disputed"] for told in archive.ledger()] == [True, True]
    first = next(archive.to_review())
    assert [word["value"] for word in first["disputed"]] == ["possible", "planned"]


def test_a_later_word_of_the_same_reviewer_is_no_dispute(archive: Archive) -> None:
    archive.review([line("change", field="status", value=v) for v in ("possible", "planned")])
    (row,) = rows(archive)
    assert (row["value"], row["disputed"]) == ('"planned"', False)


def test_accepting_the_machines_value_agrees_with_changing_to_it(archive: Archive) -> None:
    archive.review([line("accept", field="status")])
    archive.review([line("change", field="status", value="denied", by="ben")])
    assert [row["disputed"] for row in rows(archive)] == [False]


def test_a_withdrawal_is_another_line_and_may_be_withdrawn(archive: Archive) -> None:
    (first,) = archive.review([line("reject")])
    (taken_back,) = archive.review([line("withdraw", first.id)])
    assert rows(archive) == []
    assert archive.reviewed(DENIAL).events[0].id == "E1"
    archive.review([line("withdraw", taken_back.id)])
    assert [row["verdict"] for row in rows(archive)] == ["reject"]
    assert len(archive.reviews()) == 3


def test_rejected_entries_are_taken_out_of_what_names_them(archive: Archive) -> None:
    archive.review([line("reject", f"{DENIAL}:S1"), line("reject", f"{DENIAL}:A3")])
    record = archive.reviewed(DENIAL)
    assert [statement.id for statement in record.statements] == ["S2"]
    assert record.events[0].according_to is None
    assert record.statements[0].source == ()
    assert record.events[1].actor == ()


def test_a_mode_that_the_new_type_lacks_is_dropped(archive: Archive) -> None:
    archive.review([line("change", field="type", value="PROTEST")])
    assert archive.reviewed(DENIAL).events[0].mode is None
    archive.review([line("change", field="mode", value="riot")])
    assert archive.reviewed(DENIAL).events[0].mode == "riot"


def test_the_queue_holds_what_nobody_has_judged(archive: Archive) -> None:
    before = [told["target"] for told in archive.to_review()]
    archive.review([line("accept", before[0]), line("accept", before[1], field="stance")
                    if ":S" in before[1] else line("accept", before[1], field="type")])  # fmt: skip
    assert [told["target"] for told in archive.to_review()] == before[1:]
    assert len(list(archive.to_review(limit=2))) == 2


def test_a_line_of_the_queue_becomes_a_review(archive: Archive) -> None:
    told = json.loads(json.dumps(next(archive.to_review())))
    assert archive.review([told]) == []
    added = archive.review([told | {"action": "accept"}], by="ana")
    assert [review.target for review in added] == [told["target"]]


def test_what_another_archive_wrote_is_taken_in(archive: Archive, tmp_path: Path) -> None:
    (first,) = archive.review([line("reject")])
    archive.review([line("withdraw", first.id), line("change", field="place", value=None)])
    crisis.write(tmp_path / "other.dateline")
    with Archive.open(tmp_path / "other.dateline", read_only=False) as other:
        lines = [json.dumps(told) for told in archive.ledger()]
        assert len(other.review(lines)) == 3
        assert other.reviews() == archive.reviews()
        moved = json.loads(lines[0]) | {"span": [0, 3], "why": "of another reading"}
        with pytest.raises(DatelineError, match="stands at"):
            other.review([moved])


def test_cuts_and_joins_are_pairs(archive: Archive) -> None:
    one, two = f"{SHELLING}:E1", EVENT
    archive.review([line("cut", one, other=two), line("join", two, other=one, by="ben")])
    cuts, joins = cuts_and_joins(archive.reviews())
    assert (cuts, joins) == ([], [(min(one, two), max(one, two))])
    (row,) = rows(archive)
    assert (row["layer"], row["verdict"], row["disputed"]) == ("link", "join", True)


def test_an_event_is_cut_from_a_whole_incident(archive: Archive) -> None:
    incident = incident_id(crisis.SHELLED)
    added = archive.review([line("cut", EVENT, other=incident)])
    assert sorted(review.other or "" for review in added) == sorted(
        event for event in crisis.SHELLED if event != EVENT
    )


def test_an_archive_without_a_side_file_has_no_reviews(archive: Archive) -> None:
    archive.layout.side.unlink()
    assert read_reviews(archive.layout.side) == []
    with Archive.open(archive.layout.root) as opened:
        assert rows(opened) == []


def test_a_reader_takes_up_what_was_added_since(archive: Archive) -> None:
    with Archive.open(archive.layout.root) as reader:
        assert not reader.refresh()
        archive.review([line("accept")])
        assert reader.refresh()
        assert rows(reader) == rows(archive)


def review_of(action: str, by: str, at: int, target: str = EVENT) -> Review:
    return Review(action=action, target=target, by=by, at=f"2024-03-{at:02}", why="w")


VERDICTS = st.builds(
    review_of, st.sampled_from(["accept", "reject"]), st.sampled_from("abc"), st.integers(1, 28)
)


@given(st.lists(VERDICTS, max_size=12))
def test_the_last_word_counts_and_differing_last_words_are_a_dispute(reviews: list[Review]) -> None:
    held = standing(reviews)
    if not reviews:
        assert held == {}
        return
    (only,) = held.values()
    assert only.review.at == max(review.at for review in reviews)
    assert {word.by for word in only.words} == {review.by for review in reviews}
    assert only.disputed == (len({word.action for word in only.words}) > 1)


@given(st.lists(VERDICTS, min_size=1, max_size=6), st.integers(0, 3))
def test_withdrawing_an_odd_number_of_times_withdraws(reviews: list[Review], times: int) -> None:
    reviews = list({review.id: review for review in reviews}.values())
    chain: list[Review] = [reviews[0]]
    for number in range(times):
        chain.append(replace(review_of("withdraw", "z", number + 1), target=chain[-1].id))
    kept = in_force([*reviews, *chain[1:]])
    assert (reviews[0] in kept) == (times % 2 == 0)
    assert [review for review in kept if review != reviews[0]] == reviews[1:]


def test_layers_are_told_by_ids() -> None:
    assert [layer_of(f"r:{local}") for local in ("A1", "S2", "E3")] == [
        "actor", "statement", "event",
    ]  # fmt: skip
    assert layer_of("0123456789abcdef") == "report"
