"""Fetches one address over HTTP: checked addresses, one deadline, bounded size.

The host is resolved once, every address found is checked, and the connection is made to the very
address that was checked, so that no second answer of a name server can lead elsewhere.
"""

import http.client
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from dateline import __version__
from dateline.errors import FetchError
from dateline.sources.answers import NONE_KNOWN, StatusError, Validators, charset_of, retry_seconds
from dateline.sources.connect import Deadline, open_connection
from dateline.sources.words import word_set

_MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 65_536  # bytes
_READABLE: Final = word_set(
    "text/html application/xhtml+xml text/plain application/json application/ld+json text/json "
    "application/x-ndjson application/ndjson application/jsonl application/x-jsonlines "
    "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml "
    "application/feed+json text/x-opml application/opml+xml "
    "application/gzip application/x-gzip application/octet-stream"
)
_MAX_VALIDATOR: Final = 1000  # characters
_KEPT_IN_TARGET: Final = "/%:@!$&'()*+,;=~?-._"
_SAVE_HINT: Final = "Save the page in a browser and give the file instead."
_HEADERS: Final = {
    "User-Agent": f"dateline/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, text/plain;q=0.9, application/xml;q=0.9, application/json;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the address after redirects, the body, the charset it told.

    `unchanged` is set, and the body empty, where there is no other version than the known one.
    """

    url: str
    data: bytes
    charset: str | None
    validators: Validators = NONE_KNOWN
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Request:
    """How each hop is to be asked."""

    max_bytes: int
    allow_private: bool
    known: Validators
    any_kind: bool


def fetch(
    url: str,
    *,
    timeout: float,
    max_bytes: int,
    allow_private: bool = False,
    known: Validators | None = None,
    approve: Callable[[str], None] | None = None,
    any_kind: bool = False,
) -> Fetched:
    """The page at `url`, in at most `timeout` seconds and `max_bytes` decompressed bytes.

    With `known`, only another version is asked for. `approve` is called with each address before
    it is asked, redirects included; what it takes doesn't count as time. Unless `any_kind`, the
    answer must be a text by its media type. Raises `FetchError` for whatever hinders that, and
    for addresses that must not be fetched.
    """
    request = _Request(max_bytes, allow_private, known or NONE_KNOWN, any_kind)
    deadline = Deadline(timeout)
    for _ in range(_MAX_REDIRECTS + 1):
        parts = check_url(url)
        try:
            if approve:
                left = deadline.left()
                approve(url)
                deadline = Deadline(left)
            answer = _ask(parts, deadline, request)
        except TimeoutError as error:
            raise FetchError(
                f"{url} did not answer in full within {timeout:g} seconds",
                hint=f"Try again later, allow more seconds, or: {_SAVE_HINT}",
            ) from error
        except ssl.SSLCertVerificationError as error:
            raise FetchError(
                f"{url} has no valid certificate: {error.verify_message}", hint=_SAVE_HINT
            ) from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise FetchError(
                f"{url} could not be fetched: {_reason(error)}",
                hint="Check the address and the connection, and try again.",
            ) from error
        if isinstance(answer, Fetched):
            return answer
        url = answer
    raise FetchError(f"too many redirects, the last to {url}", hint=_SAVE_HINT)


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be fetched. Raises `FetchError` for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not a web address: {url[:200]}", hint="Check its spelling.") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(
            f"addresses with {parts.scheme}: are not fetched",
            hint="Give an http:// or https:// address, or the path of a file.",
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            "addresses with a user name or password are not fetched",
            hint="Take the part before the @ out of the address.",
        )
    if not parts.hostname or port == 0:
        raise FetchError(f"not a web address: {url[:200]}", hint="Check its spelling.")
    return parts


def _ask(parts: SplitResult, deadline: Deadline, request: _Request) -> Fetched | str:
    """The answer of one hop, or the address it redirects to."""
    host = _ascii_host(parts)
    secure = parts.scheme == "https"
    connection = open_connection(
        host,
        parts.port or (443 if secure else 80),
        secure=secure,
        deadline=deadline,
        allow_private=request.allow_private,
    )
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": _host_header(host, parts.port), **_HEADERS, **request.known.headers()}
        connection.request("GET", quote(target, _KEPT_IN_TARGET), headers=headers)
        with connection.getresponse() as response:
            return _answer(urlunsplit(parts._replace(fragment="")), response, request)
    finally:
        connection.close()


def _answer(url: str, response: http.client.HTTPResponse, request: _Request) -> Fetched | str:
    if response.status in _REDIRECTS and (location := response.headers["Location"]):
        # Headers are read as Latin-1, but servers write UTF-8 into this one.
        written = str(location).encode("latin-1", "replace")
        return _joined(url, quote(written, _KEPT_IN_TARGET + "#[]"))
    if response.status == 304 and request.known.headers():
        return Fetched(url, b"", None, request.known, unchanged=True)
    _check_answer(url, response, request)
    data = b"".join(_bounded(_decompressed(url, response), url, request.max_bytes))
    told = Validators(_validator(response, "ETag"), _validator(response, "Last-Modified"))
    return Fetched(url, data, charset_of(response.headers), told)


def _validator(response: http.client.HTTPResponse, name: str) -> str | None:
    value = " ".join(str(response.headers.get(name) or "").split())
    return value if 0 < len(value) <= _MAX_VALIDATOR else None


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"{url} redirects to no address", hint=_SAVE_HINT) from error


def _host_header(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


def _ascii_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _check_answer(url: str, response: http.client.HTTPResponse, request: _Request) -> None:
    if response.status != 200:
        raise StatusError(
            f"{url} answered {response.status} {response.reason}".strip(),
            hint="Check the address." if response.status in (404, 410) else _SAVE_HINT,
            status=response.status,
            retry_after=retry_seconds(response.headers.get("Retry-After")),
        )
    kind = response.headers.get_content_type() if "Content-Type" in response.headers else None
    if kind is not None and kind not in _READABLE and not request.any_kind:
        raise FetchError(
            f"{url} is {kind}, not a page or a text",
            hint="Give the address of an article, or convert the file to text.",
        )
    if response.length is not None and response.length > request.max_bytes:
        raise _too_large(url, request.max_bytes)


def _received(url: str, response: http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(_CHUNK):
        yield chunk
    if response.length:
        raise FetchError(
            f"{url} broke off: {response.length} bytes of the promised ones did not come",
            hint="Try again later.",
        )


def _decompressed(url: str, response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body in pieces of bounded size, whatever it was compressed to."""
    encoding = _encoding(response.headers)
    if encoding == "identity":
        yield from _received(url, response)
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"{url} is compressed as {encoding}, which was not asked for", hint=_SAVE_HINT
        )
    inflate = None
    for chunk in _received(url, response):
        inflate = inflate or zlib.decompressobj(_window(encoding, chunk))
        waiting = chunk
        while waiting and not inflate.eof:
            try:
                piece = inflate.decompress(waiting, _CHUNK)
            except zlib.error as error:
                raise FetchError(f"{url} is badly compressed", hint=_SAVE_HINT) from error
            yield piece
            waiting = inflate.unconsumed_tail
    if inflate is not None and not inflate.eof:
        raise FetchError(f"{url} broke off within its compressed text", hint="Try again later.")


def _encoding(headers: Message) -> str:
    return str(headers.get("Content-Encoding") or "identity").strip().lower()


def _window(encoding: str, start: bytes) -> int:
    """The `wbits` of zlib; servers send `deflate` with and without its header."""
    if encoding != "deflate":
        return 16 + zlib.MAX_WBITS
    headed = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS


def _bounded(pieces: Iterator[bytes], url: str, max_bytes: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise _too_large(url, max_bytes)
        yield piece


def _too_large(url: str, max_bytes: int) -> FetchError:
    return FetchError(
        f"{url} is larger than the limit of {max_bytes:,} bytes",
        hint="Give the address of one article, or raise the limit.",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, http.client.HTTPException):
        return f"its answer is not proper HTTP ({type(error).__name__})"
    return str(getattr(error, "strerror", None) or error) or type(error).__name__
