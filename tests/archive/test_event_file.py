"""Events in a file."""

from pathlib import Path

import pytest

from dateline.archive import event_file
from dateline.archive.event_file import Account, EventFile
from dateline.archive.testimony import Statement
from tests.archive.happenings import row


def test_what_was_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_file, "HELD", 1)
    said = Statement(
        "a:S1", "a", ("Awa Sow",), None, "named_person", "none", "denies", None, None, "it", 0
    )
    accounts = [Account([said], ["Awa Sow"]), Account([], [])]
    events = [row("a:E1", same_as="a:E2"), row("a:E2", words={"gao": 1.0})]
    with EventFile(tmp_path / "events") as file:
        numbers = [file.add(*both) for both in zip(events, accounts, strict=True)]
        file.finish()
        assert numbers == [0, 1]
        assert len(file) == 2
        for number in (1, 0, 1):
            assert file.event(number) == events[number]
            assert file.account(number) == accounts[number]
