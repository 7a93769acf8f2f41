"""Bytes to characters."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.decode import decode

QUOTED = "“We won’t leave,” said Zoë Müller – a teacher in São Tomé."


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks_are_followed_and_left_out(codec: str) -> None:
    assert decode(("\ufeff" + QUOTED).encode(codec)) == QUOTED


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "mac-roman", "utf-16-le", "utf-16-be"])
def test_undeclared_encodings_are_told_apart(codec: str) -> None:
    text = QUOTED * 3 + " The council said it wouldn’t meet."
    assert decode(text.encode(codec)) == text


def test_latin_1_is_read_as_windows_1252() -> None:
    page = '<html><meta charset="iso-8859-1"><p>' + QUOTED
    assert decode(page.encode("cp1252")) == page
    assert decode(QUOTED.encode("cp1252"), "latin-1") == QUOTED


def test_the_declared_charset_of_a_page_is_followed() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><p>Łódź'
    assert decode(page.encode("cp1250")) == page


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(QUOTED.encode(), "iso-8859-1") == QUOTED
    assert decode(QUOTED.encode(), "no-such-charset") == QUOTED
    assert decode(b"plain", "base64") == "plain"


def test_mixed_encodings_are_mended() -> None:
    mixed = (QUOTED * 2).encode() + "“Café”".encode("cp1252")
    assert decode(mixed) == QUOTED * 2 + "“Café”"
    assert decode(codecs.BOM_UTF8 + mixed) == QUOTED * 2 + "“Café”"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"The army \x00\x00 left\x00.", "NUL"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind) as raised:
        decode(data)
    assert raised.value.hint


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except SourceError:
        return
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back(text: str) -> None:
    if text.startswith(("%PDF-", "PK", "RIFF", "BZh", "GIF", "{\\rtf", "%!PS", "\ufeff")):
        return
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode"])
def test_codecs_that_are_no_charsets_are_not_used(name: str) -> None:
    text = decode(f"<meta charset={name}>café \\ud800 \\x00".encode("latin-1"))
    assert "café" in text
    assert "\x00" not in text
    text.encode("utf-8")
