"""What one party of a sentence did to another: PLOVER's types, given the pair."""

from dateline.errors import DatelineError
from dateline.model.encoding import tokens_of
from dateline.model.reader_model import shipped_model
from dateline.reading.document import Document
from dateline.reading.quotations import find_quotations
from dateline.reading.words import split_words
from dateline.record import Report, Span


def relation_types(text: str, actor: Span | None, recipient: Span | None) -> dict[str, float]:
    """A probability for each event type; they add up to 1. Raises `DatelineError` on bad spans."""
    if actor is None and recipient is None:
        raise DatelineError("neither party is given", hint="Give at least one span.")
    model = shipped_model()
    document = Document(Report(text=text), model)
    document.words = split_words(text)
    ranges = []
    for name, span in (("actor", actor), ("recipient", recipient)):
        if span is not None and not 0 <= span[0] < span[1] <= len(text):
            raise DatelineError(
                f"the {name}'s span {list(span)} is not within the text of {len(text)} characters",
                hint="Spans are [start, end) in code points.",
            )
        words = document.range_of(span) if span else None
        if span is not None and words is None:
            raise DatelineError(f"the {name}'s span holds no word", hint="Check the offsets.")
        ranges.append(words)
    tokens = tokens_of(text, document.words, find_quotations(text))
    probabilities = model.relation(tokens, ranges[0], ranges[1])
    return {
        name: round(float(p), 6)
        for name, p in zip(model.relation_types, probabilities, strict=True)
    }
