"""Which countries a report is about."""

from collections import Counter
from typing import Final

from dateline.reading.document import Document
from dateline.record import Span

_PRECISE: Final = frozenset(("site", "city", "admin1"))
_PEOPLE: Final = frozenset(("demonym", "people"))


def report_countries(document: Document) -> dict[str, Span]:
    """The countries that places and nationalities of the report tell, the most told first, each
    with the words that tell it first.

    A town or region counts twice, for it is where things happen; so does all in the first
    paragraph under the headline.
    """
    lead = _lead(document.text)
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for place in document.places:
        if place.country:
            counts[place.country] += 1 + (place.precision in _PRECISE) + _opens(place.span, lead)
            first.setdefault(place.country, place.span)
    for span, form in document.countries_told:
        if form.kind in _PEOPLE:
            counts[form.country] += 1 + _opens(span, lead)
            first.setdefault(form.country, span)
    return {country: first[country] for country, _ in counts.most_common()}


def _lead(text: str) -> Span:
    """The second paragraph; the first is the headline."""
    start = text.find("\n\n")
    end = text.find("\n\n", start + 2) if start >= 0 else -1
    return max(start, 0), end if end >= 0 else len(text)


def _opens(span: Span, lead: Span) -> bool:
    return lead[0] <= span[0] < lead[1]
