"""From listings to reports: each page that is listed is fetched, politely, and read."""

import io
import re
from collections.abc import Iterator
from typing import Final

from dateline.errors import SourceError
from dateline.record import Report
from dateline.sources import feed, sitemap
from dateline.sources.article import START, text_report
from dateline.sources.assemble import assemble, assemble_verbatim
from dateline.sources.decode import decode
from dateline.sources.draft import Loaded, SourceOptions
from dateline.sources.gunzip import MAGIC, gunzipped
from dateline.sources.json_lines import parse_json
from dateline.sources.listing import Entry, Listing
from dateline.sources.polite import Guest
from dateline.sources.xml_tree import parse_xml, root_name

_MAX_DEPTH: Final = 2  # a list of sitemap indexes
_MAX_LISTS: Final = 1000  # of one source
_READERS: Final = {
    **dict.fromkeys(feed.FEED_ROOTS, feed.read_feed),
    feed.OPML_ROOT: feed.read_opml,
    sitemap.SITEMAP_ROOT: sitemap.read_sitemap,
    sitemap.INDEX_ROOT: sitemap.read_sitemap_index,
}
_JSON: Final = re.compile(r"\s{0,200}\{")
_LIST_HINT: Final = "Give a feed (RSS, Atom, JSON Feed), a list of feeds (OPML) or a sitemap."


def listing_in(text: str, base: str | None = None) -> Listing | None:
    """The listing that an XML text is, whose address is `base`; `None` for any other text.

    Raises `SourceError` where it is a feed, a list of feeds or a sitemap, but can't be read.
    """
    read = _READERS.get(root_name(text.lstrip()[:START]) or "")
    return read(parse_xml(text), base) if read else None


def listing_of(
    data: bytes, max_bytes: int, *, charset: str | None = None, base: str | None = None
) -> Listing:
    """The listing that a server or a file gave. Raises `SourceError` where it is none."""
    if data.startswith(MAGIC):
        data = gunzipped(io.BytesIO(data), max_bytes)
    text = decode(data, charset)
    if listing := listing_in(text, base):
        return listing
    if _JSON.match(text) and feed.is_json_feed(value := parse_json(text)):
        return feed.read_json_feed(value, base)
    raise SourceError("this is no feed and no sitemap", hint=_LIST_HINT)


def follow(listing: Listing, label: str, options: SourceOptions) -> Iterator[Loaded]:
    """The reports that a listing leads to, over other listings if need be, in its order.

    `label` names the listing. What can't be had comes as an item with an error.
    """
    follower = _Follower(Guest(options), options)
    yield from follower.reports(listing, label, 0)


def entry_report(entry: Entry, label: str, guest: Guest, options: SourceOptions) -> Loaded:
    """The report of one entry: its page, or the text in the list where the page can't be had."""
    label = entry.url or label
    try:
        return Loaded(label, _page_report(entry, guest, options), None)
    except SourceError as error:
        try:
            own = _own_report(entry, options)
        except SourceError as worse:
            return Loaded(label, None, error if entry.url else worse)
        return Loaded(label, own, None) if own else Loaded(label, None, error)


class _Follower:
    """Follows the listings of one source; what two of them list is fetched once."""

    def __init__(self, guest: Guest, options: SourceOptions) -> None:
        self._guest = guest
        self._options = options
        self._seen: set[str] = set()
        self._lists = 0

    def reports(self, listing: Listing, label: str, depth: int) -> Iterator[Loaded]:
        for number, entry in enumerate(listing.entries, start=1):
            if self._is_new(entry.key):
                yield entry_report(entry, f"{label}#{number}", self._guest, self._options)
        for address in listing.lists:
            if self._is_new(address):
                yield from self._listed(address, depth + 1)

    def _listed(self, address: str, depth: int) -> Iterator[Loaded]:
        self._lists += 1
        try:
            if depth > _MAX_DEPTH or self._lists > _MAX_LISTS:
                raise SourceError(
                    f"lists are followed {_MAX_DEPTH} deep, and {_MAX_LISTS:,} of them",
                    hint="Give this one by itself.",
                )
            answer = self._guest.fetch(address)
            listing = listing_of(
                answer.data, self._options.max_bytes, charset=answer.charset, base=answer.url
            )
        except SourceError as error:
            yield Loaded(address, None, error)
            return
        yield from self.reports(listing, address, depth)

    def _is_new(self, key: str) -> bool:
        new = key not in self._seen
        self._seen.add(key)
        return new


def _page_report(entry: Entry, guest: Guest, options: SourceOptions) -> Report:
    if entry.url is None:
        raise SourceError(
            "the entry has neither an address nor the text of a report",
            hint="Look at the feed; it may list pictures or announcements.",
        )
    answer = guest.fetch(entry.url)
    text = decode(answer.data, answer.charset)
    return text_report(text, options, url=answer.url, told=entry.told())


def _own_report(entry: Entry, options: SourceOptions) -> Report | None:
    if options.verbatim:
        return assemble_verbatim(entry.text, entry.told(), options) if entry.whole else None
    draft = entry.own_text()
    return assemble(draft, options) if draft else None
