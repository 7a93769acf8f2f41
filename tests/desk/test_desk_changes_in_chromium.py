"""What changes an archive, in a real browser: reviewing by keyboard and without scripts, adding."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dateline.archive.store import Archive
from tests.desk.running import has_chromium, running_desk

pytestmark = pytest.mark.skipif(not has_chromium(), reason="Chromium isn't installed")

PATIENCE_MS = 240_000
"""For a worker that reads a report on a busy machine."""
REPORT = """Soldiers kill five in Ruvala market

RUVALA, 12 March 2024 (Test Wire) - Soldiers killed five people at a market in Ruvala on Tuesday, \
a hospital official said.
"""


@pytest.fixture(scope="module")
def own_archive(demo_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that these tests write to."""
    folder = tmp_path_factory.mktemp("changed")
    return Path(shutil.copytree(demo_read, folder / "demo.dateline"))


@pytest.fixture(scope="module")
def own_desk(own_archive: Path) -> Iterator[str]:
    with running_desk(own_archive, "--max-bytes", "20000") as address:
        yield address


@pytest.fixture
def reviewing(page: Page, own_desk: str) -> Page:
    """The page Review, on which Ana has given her name."""
    page.goto(f"{own_desk}/review")
    page.get_by_role("textbox", name="Name").fill("Ana")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#review")).to_contain_text("Reviewer Ana")
    return page


def decided(page: Page) -> int:
    found = re.search(r"([\d,]+) of [\d,]+ events decided", page.locator("#review").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def entry_of(page: Page) -> str:
    return page.locator("#correct [name=target]").get_attribute("value") or ""


def ledger(archive: Path) -> list[dict[str, Any]]:
    with Archive.open(archive) as opened:
        return [
            {"target": one.target, "action": one.action, "field": one.field, "value": one.value}
            for one in opened.reviews()
        ]


def test_entries_are_accepted_rejected_and_undone_by_keys(
    reviewing: Page, own_archive: Path
) -> None:
    page = reviewing
    start = decided(page)
    first = entry_of(page)
    page.keyboard.press("a")
    expect(page.locator("#correct [name=target]")).not_to_have_value(first)
    assert decided(page) == start + 1
    second = entry_of(page)
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(page.locator("#correct [name=target]")).not_to_have_value(second)
    assert decided(page) == start + 2
    said = {one["target"]: one["action"] for one in ledger(own_archive)}
    assert (said[first], said[second]) == ("accept", "reject")
    page.keyboard.press("z")
    expect(page.locator("#review")).to_contain_text(f"{start + 1} of")
    assert ledger(own_archive)[-1]["action"] == "withdraw"


def test_a_type_is_corrected_by_keys(reviewing: Page, own_archive: Path) -> None:
    page = reviewing
    target = entry_of(page)
    field = page.locator("#correct [name=type]")
    other = "AID" if field.input_value() != "AID" else "YIELD"
    page.keyboard.press("t")
    assert field.evaluate("field => field === document.activeElement")
    field.select_option(other)
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#correct [name=target]")).not_to_have_value(target)
    mine = [one for one in ledger(own_archive) if one["target"] == target]
    assert other in {one["value"] for one in mine if one["field"] == "type"}


def test_selected_words_become_a_span(reviewing: Page) -> None:
    page = reviewing
    words = page.evaluate(
        """() => {
             const node = document.getElementById("passage").firstChild;
             const text = node.firstChild ?? node;
             const range = document.createRange();
             range.setStart(text, 0);
             range.setEnd(text, 8);
             getSelection().removeAllRanges();
             getSelection().addRange(range);
             return range.toString().trim();
           }"""
    )
    assert words
    page.keyboard.press("b")
    start = int(page.locator("#passage").get_attribute("data-start") or "0")
    expect(page.locator("#correct [name=trigger]")).to_have_value(
        re.compile(rf"^({start}|{start + 1})-\d+$")
    )


def test_keys_are_told_and_walk_the_queue(reviewing: Page) -> None:
    page = reviewing
    first = entry_of(page)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("#correct [name=target]")).not_to_have_value(first)
    page.keyboard.press("k")
    expect(page.locator("#correct [name=target]")).to_have_value(first)


def test_reviewing_needs_no_script(browser: Browser, own_desk: str, own_archive: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_desk}/review")
    page.get_by_role("textbox", name="Name").fill("Ben")
    page.get_by_role("button", name="Keep").click()
    target = entry_of(page)
    page.get_by_role("button", name="Accept", exact=False).first.click()
    assert entry_of(page) != target
    assert {"target": target, "action": "accept"} in [
        {key: one[key] for key in ("target", "action")} for one in ledger(own_archive)
    ]
    page.get_by_role("button", name="Undo").click()
    assert ledger(own_archive)[-1]["action"] == "withdraw"
    context.close()


def test_a_file_and_a_text_are_read_into_the_archive(
    page: Page, own_desk: str, tmp_path: Path
) -> None:
    uploaded = tmp_path / "market.txt"
    uploaded.write_text(REPORT, encoding="utf-8")
    page.goto(f"{own_desk}/add")
    page.locator("#file").set_input_files(uploaded)
    page.get_by_role("button", name="Read it").click()
    jobs = page.locator("#jobs")
    expect(jobs).to_contain_text("1 read into the archive", timeout=PATIENCE_MS)

    page.get_by_label("Or a text").fill(REPORT.replace("Ruvala", "Sandwick"))
    page.get_by_role("button", name="Read it").click()
    done = jobs.get_by_text("1 read into the archive")
    expect(done).to_have_count(2, timeout=PATIENCE_MS)
    jobs.get_by_role("link", name="Report", exact=True).first.click()
    page.wait_for_url("**/reports/*")
    expect(page.locator("#text")).to_contain_text("Sandwick")


def test_what_cannot_be_read_is_told_with_its_reason(
    page: Page, own_desk: str, tmp_path: Path
) -> None:
    page.goto(f"{own_desk}/add")
    large = tmp_path / "large.txt"
    large.write_text("word " * 5000, encoding="utf-8")
    page.locator("#file").set_input_files(large)
    expect(page.locator("#too-large")).to_be_visible()

    bad = tmp_path / "report.json"
    bad.write_text('{"no": "text"}', encoding="utf-8")
    page.locator("#file").set_input_files(bad)
    expect(page.locator("#too-large")).to_be_hidden()
    page.get_by_role("button", name="Read it").click()
    job = page.locator(".job", has_text="report.json")
    expect(job.locator(".badge")).to_have_text(re.compile("failed|set aside"), timeout=PATIENCE_MS)
    assert len(job.locator(".reason").first.inner_text()) > 10
