"""Bytes to characters: byte order marks, declared charsets, and what files really hold."""

import codecs
import re
from typing import Final

from dateline.errors import SourceError

_TEXT_HINT: Final = "Save or convert it to plain text (UTF-8) or HTML, and give that file."
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (DOCX, ODT, EPUB)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})",
    re.I,
)
_DECLARED_WITHIN: Final = 4096  # bytes from the start; HTML itself asks for 1024
_SAMPLE: Final = 65_536  # bytes looked at to tell one encoding from another
_LATIN_SHARE: Final = 0.15  # English in a one-byte encoding holds far fewer bytes above 127
_CONTROL_SHARE: Final = 0.02  # text holds next to no control bytes
_CONTROLS: Final = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f")
_BROKEN: Final = re.compile("[\udc80-\udcff]+")
# As browsers do: pages that say Latin-1 or ASCII are read as Windows-1252.
_NO_CHARSETS: Final = frozenset(
    {"unicode-escape", "raw-unicode-escape", "utf-7", "idna", "punycode"}
)
"""Codecs of Python that are no charsets of pages, and that make up characters."""
_WINDOWS_1252: Final = ("iso8859-1", "ascii", "cp1252")


def refuse_binary(data: bytes) -> None:
    """Raises `SourceError` where `data` is a known binary format, or is no text at all."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"this is {kind}, not text", hint=_TEXT_HINT)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS.replace(b"\x00", b"")))
    if controls > 1 and controls > _CONTROL_SHARE * len(sample):
        raise SourceError("this is a binary file, not text", hint=_TEXT_HINT)


def decode(data: bytes, charset: str | None = None) -> str:
    """The characters of `data`, without a byte order mark; `charset` is what the sender declared.

    Raises `SourceError` for binary data and for text with NUL characters.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            utf8 = encoding == "utf-8"
            return _without_nul(_mended_utf8(rest) if utf8 else rest.decode(encoding, "replace"))
    refuse_binary(data)
    if b"\x00" in data:
        return _without_nul(_wide(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _codec(charset) or _codec(_declared_in(data))
    if declared and declared != "utf-8":
        try:
            return _without_nul(_strict(data, declared))
        except UnicodeDecodeError:
            pass
    if declared == "utf-8" or _mostly_utf8(data):
        return _mended_utf8(data)
    return data.decode(_detected(data), "replace")


def _strict(data: bytes, codec: str) -> str:
    if codec in _WINDOWS_1252:
        return data.decode("cp1252", "replace")
    return data.decode(codec)


def _codec(name: str | None) -> str | None:
    """The name of the text codec of Python, or `None` if there is none of that name."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
        b"x".decode(found.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if found.name.replace("_", "-") in _NO_CHARSETS:
        return None
    # A page whose declaration could be read as ASCII is not in UTF-16, whatever it says.
    return "utf-8" if found.name.startswith(("utf-16", "utf-32")) else found.name


def _declared_in(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise SourceError("the text holds NUL characters: it is damaged or binary", hint=_TEXT_HINT)
    return text


def _wide(data: bytes) -> str:
    """`data` as UTF-16 without a mark where its NULs fall so, else as Latin-1 with the NULs."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    many = len(sample) // 4
    if max(even, odd) > many > 0 and min(even, odd) == 0:
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    return data.decode("latin-1")


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters are well-formed UTF-8 than broken: two encodings were mixed."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(ord(c) > 127 for c in text) - broken >= broken


def _detected(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high <= _LATIN_SHARE * len(sample):
        return "mac-roman" if _reads_as_mac(sample) else "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _reads_as_mac(sample: bytes) -> bool:
    """Whether apostrophes and quotation marks stand where Mac OS Roman has them."""
    mac = len(re.findall(rb"[a-z]\xd5[a-z]|[\s(]\xd2[A-Za-z]|[.,!?]\xd3", sample))
    windows = len(re.findall(rb"[a-z]\x92[a-z]|[\s(]\x93[A-Za-z]|[.,!?]\x94", sample))
    return mac > windows


def _mended_utf8(data: bytes) -> str:
    """`data` as UTF-8, its broken bytes read as Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    return _BROKEN.sub(lambda found: _windows_1252(found[0]), text)


def _windows_1252(escaped: str) -> str:
    return escaped.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
