"""First stages: words, quotation marks, and what the encoder makes of them."""

from dateline.model.encoding import tokens_of
from dateline.reading.document import Document
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words


def segment(document: Document) -> None:
    """Fills `words`, `quotations` and `tokens`."""
    document.words = split_words(document.text)
    document.quotations = find_quotations(document.text)
    document.tokens = tokens_of(document.text, document.words, document.quotations)


def encode(document: Document) -> None:
    """Fills `layers`: one pass of the encoder, from which every later stage decodes."""
    document.layers = document.model.read(document.tokens)
