"""Plain text: paragraphs, headline, and what the lines around the body tell."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sources.assemble import assemble
from dateline.sources.draft import SourceOptions
from dateline.sources.plain_text import read_plain_text
from tests.timing import takes_under

BODY = (
    "LUSAKA (AFP) - Police in the capital arrested four men on Monday after traders clashed with "
    "municipal guards at a market on the outskirts of the city, leaving two people injured.",
    "“We will not tolerate this,” said the commissioner, who did not give his name to the "
    "reporters "
    "waiting outside of the station.",
    "The traders, most of whom sell vegetables, denied that any of them had thrown stones.",
)
HEADLINE = "Zambian police arrest four after market clash"


def wrapped(paragraphs: tuple[str, ...], *, width: int, gap: str, indent: str = "") -> str:
    return gap.join(textwrap.fill(p, width, initial_indent=indent) for p in paragraphs)


@pytest.mark.parametrize(
    "body",
    [
        "\n\n".join(BODY),
        "\r\n\r\n".join(BODY),
        "\n".join(BODY),
        wrapped(BODY, width=72, gap="\n\n"),
        wrapped(BODY, width=72, gap="\n", indent="   "),
        wrapped(BODY, width=60, gap="\n\n\n"),
        wrapped(BODY, width=72, gap="\n \t\n").replace("\n", "\r\n"),
    ],
)
def test_paragraphs_come_out_the_same_however_they_were_set(body: str) -> None:
    draft = read_plain_text(f"{HEADLINE}\n\n{body}\n")
    assert draft.title == HEADLINE
    assert draft.paragraphs == BODY


def test_hyphens_at_the_end_of_a_line_are_kept_without_a_space() -> None:
    text = (
        "The army said on Monday that it had pulled out of the town after military-\n"
        "backed groups left, and that nobody of the many who had fled to the hills\nwas hurt."
    )
    assert "military-backed groups" in read_plain_text(text).paragraphs[0]


def test_head_and_foot_lines_are_read_and_left_out() -> None:
    draft = read_plain_text(
        "World > Africa\n"
        f"{HEADLINE} | World News\n"
        "By Jane Doe and John Banda\n"
        "The Lusaka Herald\n"
        "Published: 3 March 2012 14:05 GMT\n"
        "Share Tweet Email\n\n" + "\n\n".join(BODY) + "\n\n(Reporting by Ann Otieno; editing by "
        "Bo Lindqvist)\nSource: Reuters\n© 2012 Herald Media\nSubscribe to our newsletter\n"
    )
    assert draft.title == HEADLINE
    assert draft.paragraphs == BODY
    assert draft.byline == "Jane Doe and John Banda"
    assert draft.outlet == "The Lusaka Herald"
    assert draft.published == "2012-03-03T14:05:00+00:00"
    assert draft.credits == ("Reuters",)


@pytest.mark.parametrize(
    ("line", "byline", "outlet", "published", "credits"),
    [
        ("By Jane Doe, Nairobi", "Jane Doe", None, None, ()),
        ("By Jane Doe in Nairobi | 3 March 2012", "Jane Doe", None, "2012-03-03", ()),
        ("By Ann de la Cruz, staff writer", "Ann de la Cruz", None, None, ()),
        ("By Jane Doe | Reuters", "Jane Doe", None, None, ("Reuters",)),
        ("By Jane Doe, The Lusaka Herald", "Jane Doe", "The Lusaka Herald", None, ()),
        ("By AFP", None, None, None, ("AFP",)),
        ("BBC News, Nairobi", None, "BBC News", None, ()),
        ("Tuesday, 4 March 2003", None, None, "2003-03-04", ()),
        ("Posted on March 4, 2003 | Updated March 6, 2003", None, None, "2003-03-04", ()),
        ("Last updated: 6 March 2003 10:00 GMT", None, None, "2003-03-06T10:00:00+00:00", ()),
    ],
)
def test_lines_under_the_headline(
    line: str,
    byline: str | None,
    outlet: str | None,
    published: str | None,
    credits: tuple[str, ...],
) -> None:
    draft = read_plain_text(f"{HEADLINE}\n{line}\n\n" + "\n\n".join(BODY))
    assert draft.paragraphs == BODY
    assert (draft.byline, draft.outlet) == (byline, outlet)
    assert (draft.published, draft.credits) == (published, credits)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, troops had left the town.",
        "The Lusaka Herald, citing two officials, said that the men would be freed.",
        "Sources: two officials told the paper.",
        "By the river, women washed clothes.",
    ],
)
def test_sentences_that_look_like_furniture_stay(line: str) -> None:
    draft = read_plain_text("\n\n".join((HEADLINE, BODY[0], line)))
    assert draft.paragraphs == (BODY[0], line)


def test_boilerplate_between_paragraphs_is_left_out() -> None:
    text = "\n\n".join(
        (HEADLINE, BODY[0], "Advertisement", BODY[1], "Read more: Five things to know", BODY[2])
    )
    assert read_plain_text(text).paragraphs == BODY


def test_a_closing_list_of_links_is_left_out() -> None:
    links = (
        "Related Topics",
        "Zambia",
        "Police chief named",
        "More stories like this",
        "Fees rise",
    )
    draft = read_plain_text("\n\n".join((HEADLINE, *BODY, *links)))
    assert draft.paragraphs == BODY
    middle = read_plain_text("\n\n".join((HEADLINE, BODY[0], "Related", "Fees rise", BODY[1])))
    assert middle.paragraphs == (BODY[0], "Fees rise", BODY[1])


def test_a_name_that_fills_a_wrapped_line_stays_in_its_paragraph() -> None:
    text = (
        "The council will meet again on Friday to talk about the fees, said the\n"
        "Daily Nation, which had seen the letter that was sent to the council by\n"
        "the Daily Nation\nand others."
    )
    assert len(read_plain_text(text).paragraphs) == 1


def test_headlines_may_open_with_a_place_or_be_in_capitals() -> None:
    for headline in (
        "KABUL: SIEGE LEAVES HOSPITAL IN THE DARK",
        "TROOPS SHUT MAGAZINE, SEIZE COPIES",
    ):
        draft = read_plain_text("\n\n".join((headline, *BODY)))
        assert (draft.title, draft.paragraphs) == (headline, BODY)


def test_a_body_without_headline_has_no_title() -> None:
    assert read_plain_text("\n\n".join(BODY)).title is None
    assert read_plain_text(BODY[2]).title is None


def test_a_title_told_elsewhere_is_not_repeated() -> None:
    draft = read_plain_text("\n\n".join((HEADLINE, *BODY)), title=HEADLINE + " | World")
    assert draft.title == HEADLINE
    assert draft.paragraphs == BODY


def test_reading_the_result_again_changes_nothing() -> None:
    once = assemble(read_plain_text("\n\n".join((HEADLINE, *BODY, "- AP"))), SourceOptions())
    twice = assemble(read_plain_text(once.text), SourceOptions())
    assert twice.text == once.text
    assert twice.dateline == once.dateline


@pytest.mark.parametrize(
    "text",
    [
        "A" * 2_000_000,
        "Ab " * 600_000,
        "\n" * 2_000_000,
        "a" + " " * 2_000_000 + "b",
        "( " * 900_000,
    ],
)
def test_long_input_takes_no_long_time(text: str) -> None:
    assert takes_under(5, lambda: read_plain_text(text))


@given(st.text(max_size=400))
def test_paragraphs_are_single_clean_lines(text: str) -> None:
    draft = read_plain_text(text)
    for paragraph in (*draft.paragraphs, draft.title or "x"):
        assert paragraph == " ".join(paragraph.split())
        assert paragraph


def test_a_first_line_of_sections_and_outlet_is_no_headline() -> None:
    text = (
        "World > Asia | The Harbour Courier\n\nJets bomb a school\n\n"
        "Jets bombed a school in the north on Wednesday, residents said. Eleven children died.\n"
    )
    draft = read_plain_text(text)
    assert draft.title == "Jets bomb a school"
    assert draft.outlet == "The Harbour Courier"
