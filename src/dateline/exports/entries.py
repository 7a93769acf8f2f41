"""Actors, places and times as HTML, and the words for days and places that all entries use."""

from datetime import date, datetime
from typing import Final

from dateline.exports.index import Index
from dateline.exports.markup import Html, bdi, element, fragment, joined, web_link
from dateline.exports.neutral import one_line, shorten
from dateline.exports.wording import PRECISION_WORDS
from dateline.record import Actor, Place, Span, Time

GEONAMES: Final = "https://www.geonames.org/"
MENTION_LIMIT: Final = 60

# Not strftime("%B"), which follows the locale of whoever runs the export.
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_words(iso: str) -> str:
    """An ISO date in words ("10 March 2019"), with its time of day and zone where it has them."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if "T" not in iso:
        return day
    zone = f"{moment:%Z}".replace("UTC+", "UTC +").replace("UTC-", "UTC −")
    return f"{day}, {moment:%H:%M} {zone}".rstrip()


def day_element(iso: str, words: str | None = None) -> Html:
    """A day in words, machine-readable where it is a date."""
    try:
        date.fromisoformat(iso[:10])
    except ValueError:
        return element("span", iso)
    return element("time", words or day_words(iso), datetime=iso)


def actor_card(actor: Actor, index: Index) -> Html:
    """One actor, with a link to each mention."""
    codes = " ".join(code for code in (actor.country, *actor.sector) if code)
    links = [
        element("a", bdi(shown(index, span)), href=f"#in-{actor.id}-{number}")
        for number, span in enumerate(actor.mentions)
    ]
    return element(
        "li",
        element(
            "p",
            element("b", bdi(one_line(actor.name))),
            " ",
            element("code", codes) if codes else None,
            element("span", actor.kind, class_="kind"),
        ),
        element("p", bdi(one_line(actor.role)), class_="role") if actor.role else None,
        element("p", joined(", ", links), class_="mentions") if links else None,
        id=actor.id,
        class_="entry",
    )


def place_card(place: Place, entry: str) -> Html:
    """One place name with what it was resolved to."""
    note = "stands for a government or its people" if place.metonymic else None
    return element(
        "li",
        element(
            "p",
            element("a", bdi(one_line(place.name)), href=f"#in-{entry}"),
            element("span", note, class_="kind") if note else None,
        ),
        element("p", place_details(place), class_="details"),
        id=entry,
        class_="entry",
    )


def time_card(time: Time, entry: str, index: Index) -> Html:
    """One time expression with what it was resolved to."""
    return element(
        "li",
        element(
            "p",
            element("a", bdi(shown(index, time.span)), href=f"#in-{entry}"),
            element("span", time.kind, class_="kind"),
            element("code", time.value) if time.value else None,
        ),
        element("p", time_details(time), class_="details"),
        id=entry,
        class_="entry",
    )


def place_details(place: Place) -> Html:
    """Country, coordinates, precision and GeoNames entry of a place."""
    pieces = [place.country] if place.country else ["not resolved"]
    pieces.append(PRECISION_WORDS.get(place.precision, place.precision))
    if place.lat is not None and place.lon is not None:
        pieces.append(f"{place.lat:.4f}, {place.lon:.4f}".replace("-", "−"))
    number = place.geonames_id
    link = web_link(f"{GEONAMES}{number}", f"GeoNames {number}") if number is not None else None
    return fragment(" · ".join(pieces), " · " if link else None, link)


def time_details(time: Time) -> Html:
    """The first and last day of a time and its precision."""
    if not time.start:
        return fragment("not resolved")
    days = [day_element(time.start)]
    if time.end and time.end != time.start:
        days.append(day_element(time.end))
    precision = PRECISION_WORDS.get(time.precision, time.precision)
    return fragment(joined(" to ", days), f" · {precision}")


def shown(index: Index, span: Span, limit: int = MENTION_LIMIT) -> str:
    """The words of the report at `span`, on one line of at most `limit` characters."""
    return shorten(one_line(index.record.quote(span)), limit)
