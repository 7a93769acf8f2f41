"""A draft to a report: the text is put together, and its dateline and credits are found in it."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources.credits import dateline_credits, find_credits, find_dateline
from dateline.sources.draft import Draft, SourceOptions, one_line
from dateline.sources.furniture import read_foot, read_head
from dateline.sources.language import refuse_other_languages
from dateline.sources.published import iso_published

_ENGLISH: Final = "en"
_PARAGRAPH_BREAK: Final = "\n\n"
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def assemble(draft: Draft, options: SourceOptions) -> Report:
    """The report of a draft; `options` wins. Raises `SourceError` if it has no English text."""
    title = one_line(draft.title) if draft.title else None
    paragraphs = [line for paragraph in draft.paragraphs if (line := one_line(paragraph))]
    if not paragraphs:
        raise SourceError(
            "there is no report in it: nothing is left besides the headline and the page around it",
            hint="Check that the file holds the whole article, or give its text as plain text.",
        )
    text = _PARAGRAPH_BREAK.join([title, *paragraphs] if title else paragraphs)
    body = len(title) + len(_PARAGRAPH_BREAK) if title else 0
    return _report(draft, options, text=text, title=title, body=body, paragraphs=paragraphs)


def assemble_verbatim(text: str, draft: Draft, options: SourceOptions) -> Report:
    """The report whose text is `text` to the character; its first line is the title by default."""
    if not text.strip():
        raise empty_source()
    lines = text.splitlines(keepends=True)
    bare = [line for raw in lines if (line := raw.strip())]
    draft = draft.filled_from(read_head(bare)[0]).filled_from(read_foot(bare)[0])
    first = next(line for line in lines if line.strip())
    title = draft.title or (first.strip() if first != lines[-1] else None)
    body = text.index(first) + (len(first) if title == first.strip() else 0)
    body += len(text[body:]) - len(text[body:].lstrip())
    return _report(draft, options, text=text, title=title, body=body, paragraphs=bare)


def empty_source() -> SourceError:
    """The error for a source with no characters besides white space."""
    return SourceError("it is empty", hint="Give a report with some text in it.")


def _report(
    draft: Draft,
    options: SourceOptions,
    *,
    text: str,
    title: str | None,
    body: int,
    paragraphs: Sequence[str],
) -> Report:
    if not _WORD.search(text):
        raise SourceError("it holds no words", hint="Give a report with some text in it.")
    refuse_other_languages(text)
    dateline = find_dateline(text, body)
    opening = text[dateline[0] : dateline[1]] if dateline else ""
    found = (*dateline_credits(opening), *find_credits(paragraphs))
    declared = draft.language or ""
    return Report(
        text=text,
        title=title,
        url=options.url or draft.url,
        outlet=options.outlet or _line(draft.outlet),
        byline=_line(draft.byline),
        # The text was found to be English, so a page that declares otherwise is mistaken.
        language=declared if declared.lower().startswith(_ENGLISH) else _ENGLISH,
        published=(iso_published(options.published) if options.published else None)
        or draft.published,
        dateline=dateline,
        credits=tuple(dict.fromkeys(found + draft.credits)),
    )


def _line(value: str | None) -> str | None:
    return (one_line(value) or None) if value else None
