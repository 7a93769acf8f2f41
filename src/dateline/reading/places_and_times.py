"""Where and when: resolves the place names and time expressions of a report."""

from typing import Final

from dateline.reading.document import Document
from dateline.reading.when import find_times
from dateline.reading.where import resolve_places
from dateline.record import Name, Span

_FUTURE_AUXILIARIES: Final = frozenset(
    "will 'll ’ll shall wo may might can could would should must".split()
)
_DEADLINES: Final = frozenset(("until", "till", "by"))
_FUTURE_HEADS: Final = frozenset(
    "plan plans planned scheduled due set expected going intend intends vowed promised".split()
)


def find_places_and_times(document: Document) -> None:
    """Fills `places` and `times`."""
    names = [
        Name(span=document.span(n.words), type=n.type) for n in document.names if n.type == "place"
    ]
    document.places = resolve_places(document.text, names, agents=_agents(document))
    document.times = find_times(
        document.text,
        document.report.published,
        tense_at=lambda offset: _tense_at(document, offset),
    )


def _agents(document: Document) -> list[Span]:
    """Phrases that act or speak: a place among them stands for its government or people."""
    ranges = [s.source for s in document.statement_drafts if s.source]
    for event in document.event_drafts:
        ranges += event.roles.get("actor", []) + event.roles.get("recipient", [])
    return [document.span(words) for words in ranges]


def _tense_at(document: Document, offset: int) -> str | None:
    """The tense of the verb that a time expression depends on."""
    words = document.range_of((offset, offset + 1))
    if words is None:
        return None
    node = words[0]
    if node and document.word(node - 1).lower() in _DEADLINES:
        return "future"
    for _ in range(12):
        if document.upos[node] in ("VERB", "AUX"):
            return _tense_of(document, node)
        if document.heads[node] == node:
            return None
        node = document.heads[node]
    return None


def _tense_of(document: Document, verb: int) -> str | None:
    auxiliaries = {
        document.word(i).lower()
        for i in range(*document.sentence_of(verb))
        if document.heads[i] == verb and document.relations[i].startswith(("aux", "cop"))
    }
    word = document.word(verb).lower()
    if "have" not in auxiliaries and auxiliaries & _FUTURE_AUXILIARIES:
        return "future"
    if word in _FUTURE_HEADS:
        return "future"
    head = document.heads[verb]
    if document.relations[verb] == "xcomp" and document.word(head).lower() in _FUTURE_HEADS:
        return "future"
    if auxiliaries & {"was", "were", "had", "did", "has", "have"} or word.endswith("ed"):
        return "past"
    return None
