"""A record as a situation report: plain text for a terminal or a mail."""

from typing import Final

from dateline.codebook import QUAD_CLASS
from dateline.exports.cells import cell_width, wrap
from dateline.exports.index import Happening, Index, happenings
from dateline.exports.neutral import isolate, one_line, passage, shorten, shorten_start
from dateline.exports.wording import (
    ANONYMITY_WORDS,
    PRECISION_WORDS,
    QUOTATION_WORDS,
    SOURCE_WORDS,
    STANCE_WORDS,
    STATUS_WORDS,
    event_code,
    event_words,
)
from dateline.record import Count, Event, Place, Record, Span, Statement, Time

MINIMUM_WIDTH: Final = 40
LABEL_WIDTH: Final = 10
INDENT: Final = 5
CONTENT_LIMIT: Final = 320
CONTEXT_LIMIT: Final = 120
NAME_LIMIT: Final = 120

_RESET: Final = "\x1b[0m"
_BOLD: Final = "1"
_DIM: Final = "2"
_WARNING: Final = "33"
_QUAD_COLORS: Final = {
    "verbal cooperation": "36",
    "material cooperation": "32",
    "verbal conflict": "35",
    "material conflict": "31",
}


def situation_report(record: Record, *, width: int = 80, color: bool = False) -> str:
    """The events of a report in order of time with what each rests on, then its statements.

    Lines are at most `width` terminal cells wide (at least 40). Control characters of the report
    are shown as pictures; ANSI styles are used only with `color`.
    """
    writer = _Writer(Index.of(record), max(width, MINIMUM_WIDTH), color)
    writer.heading()
    writer.events()
    writer.statements()
    return "\n".join(writer.lines) + "\n"


class _Writer:
    def __init__(self, index: Index, width: int, color: bool) -> None:
        self.index = index
        self.record = index.record
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def heading(self) -> None:
        report = self.record.report
        title = report.title or report.text.partition("\n")[0]
        self._line(_shown(title, CONTENT_LIMIT) or "Untitled report", style=_BOLD)
        published = one_line(report.published or "") or "date unknown"
        self._line(f"{isolate(self.index.outlet)} · {published} · {report.id}", style=_DIM)
        if report.url:
            self._line(_shown(report.url, CONTENT_LIMIT), style=_DIM)
        if report.credits:
            self._line(f"credits: {', '.join(_shown(name) for name in report.credits)}", style=_DIM)

    def events(self) -> None:
        folded = happenings(self.record.events)
        again = len(self.record.events) - len(folded)
        told = f", {again} told again" if again else ""
        self._section(f"EVENTS ({len(folded)}{told})" if folded else "EVENTS")
        if not folded:
            self._line("No events were read in this report.")
        day: str | None = ""
        for happening in folded:
            if happening.start != day:
                day = happening.start
                self.lines.append("")
                self._line(day or "No date resolved", style=_BOLD)
            self._happening(happening)

    def statements(self) -> None:
        statements = self.record.statements
        self._section(f"STATEMENTS ({len(statements)})" if statements else "STATEMENTS")
        if not statements:
            self._line("No statements were read in this report.")
        for statement in statements:
            self._statement(statement)

    def _happening(self, happening: Happening) -> None:
        event = happening.first
        status = STATUS_WORDS.get(event.status, event.status)
        head = f"{event_words(event)} ({event_code(event)}) · {status}"
        self.lines.append("")
        self._head(event.id, head, style=_QUAD_COLORS.get(QUAD_CLASS.get(event.type, ""), _BOLD))
        self._field("who", self._actors(event.actor, event.actor_spans))
        self._field("whom", self._actors(event.recipient, event.recipient_spans))
        if event.place:
            self._field("where", _place_words(event.place))
        if event.time:
            self._field("when", self._time_words(event.time))
        for kind, count in event.magnitude.items():
            self._field(kind, self._count_words(count))
        self._field("rests on", self._chain(event), style=_WARNING if self._veiled(event) else "")
        before, trigger, after = (one_line(part) for part in passage(self._text, event.trigger))
        self._field("text", isolate(_joined_passage(before, trigger, after)))
        for repeated in happening.again:
            self._again(repeated, event)

    def _again(self, event: Event, first: Event) -> None:
        words = [f"{event.id} “{_shown(self.record.quote(event.trigger))}”"]
        if (event.type, event.mode) != (first.type, first.mode):
            words.append(event_code(event))
        if event.status != first.status:
            words.append(STATUS_WORDS.get(event.status, event.status))
        words.append(self._chain(event))
        self._field("again", " · ".join(words))

    def _statement(self, statement: Statement) -> None:
        anonymity = ANONYMITY_WORDS.get(statement.anonymity, statement.anonymity)
        source = isolate(shorten(self.index.source(statement), NAME_LIMIT))
        self.lines.append("")
        head = f"{source} ({anonymity})" if anonymity else source
        self._head(statement.id, head, style=_WARNING if anonymity else _BOLD)
        words = [
            STANCE_WORDS.get(statement.stance, statement.stance),
            QUOTATION_WORDS.get(statement.quotation, statement.quotation),
            SOURCE_WORDS.get(statement.source_type, statement.source_type),
        ]
        self._field("how", " · ".join(words))
        if statement.anonymity_reason:
            self._field("reason", f"“{self._quote(statement.anonymity_reason)}”")
        if statement.count_claimed:
            self._field("sources", self._count_words(statement.count_claimed))
        if statement.on_behalf_of:
            self._field("for", _shown(self.index.name(statement.on_behalf_of)))
        if statement.addressee:
            outlet = " (outlet)" if statement.addressee_is_outlet else ""
            self._field("told to", _shown(self.index.name(statement.addressee)) + outlet)
        outer = self.index.chain(statement.id)[:-1]
        if outer:
            self._field("within", " < ".join(parent.id for parent in outer))
        content = " … ".join(one_line(self.record.quote(span)) for span in statement.content)
        self._field("content", isolate(f"“{shorten(content, CONTENT_LIMIT)}”" if content else "-"))

    @property
    def _text(self) -> str:
        return self.record.report.text

    def _quote(self, span: Span) -> str:
        return _shown(self.record.quote(span))

    def _actors(self, actor_ids: tuple[str, ...], spans: tuple[Span, ...]) -> str:
        if not actor_ids:
            return ", ".join(f"“{self._quote(span)}”" for span in spans)
        return "; ".join(self._actor(actor_id) for actor_id in actor_ids)

    def _actor(self, actor_id: str) -> str:
        actor = self.index.actors.get(actor_id)
        name = _shown(self.index.name(actor_id))
        codes = [actor.country or "", *actor.sector] if actor else []
        known = one_line(" ".join(code for code in codes if code))
        return f"{name} ({known})" if known else name

    def _time_words(self, time: Time) -> str:
        quoted = f"“{self._quote(time.span)}”"
        if not time.start:
            return f"{quoted}, not resolved"
        days = time.start if time.end in (None, time.start) else f"{time.start} to {time.end}"
        return f"{days}, {PRECISION_WORDS.get(time.precision, time.precision)}: {quoted}"

    def _count_words(self, count: Count) -> str:
        quoted = f"“{self._quote(count.span)}”"
        if count.number is None:
            return quoted
        return f"{count.number:,.12g} {one_line(count.currency or '')}".rstrip() + f": {quoted}"

    def _chain(self, event: Event) -> str:
        links = self.index.chain_words(event.according_to)
        if len(links) == 1:
            return f"{isolate(links[0])}, in its own voice"
        return " < ".join(isolate(shorten(link, NAME_LIMIT)) for link in links)

    def _veiled(self, event: Event) -> bool:
        return any(link.anonymity != "none" for link in self.index.chain(event.according_to))

    def _section(self, title: str) -> None:
        self.lines += ["", ""]
        self._line(title, style=_BOLD)
        self.lines.append("─" * self.width)

    def _head(self, label: str, words: str, *, style: str) -> None:
        self._hanging(one_line(label), words, indent=0, label_width=INDENT, style=style)

    def _field(self, label: str, words: str, *, style: str = "") -> None:
        if words:
            self._hanging(label, words, indent=INDENT, label_width=LABEL_WIDTH, style=style)

    def _hanging(
        self, label: str, words: str, *, indent: int, label_width: int, style: str
    ) -> None:
        padded = " " * indent + label + " " * max(1, label_width - cell_width(label))
        margin = indent + label_width
        first, *rest = wrap(words, self.width - margin)
        if cell_width(padded) > margin:
            self.lines.append(self._styled(padded.rstrip(), _DIM))
            rest = [first, *rest]
        else:
            self.lines.append(self._styled(padded, _DIM) + self._styled(first, style))
        self.lines += [" " * margin + self._styled(line, style) for line in rest]

    def _line(self, words: str, *, style: str = "") -> None:
        self.lines += [self._styled(line, style) for line in wrap(words, self.width)]

    def _styled(self, words: str, style: str) -> str:
        return f"\x1b[{style}m{words}{_RESET}" if self.color and style else words


def _shown(text: str, limit: int = NAME_LIMIT) -> str:
    return isolate(shorten(one_line(text), limit))


def _joined_passage(before: str, trigger: str, after: str) -> str:
    bracketed = f"[{shorten(trigger, NAME_LIMIT)}]"
    parts = (shorten_start(before, CONTEXT_LIMIT), bracketed, shorten(after, CONTEXT_LIMIT))
    return " ".join(part for part in parts if part)


def _place_words(place: Place) -> str:
    name = _shown(place.name)
    details = [one_line(place.country or ""), PRECISION_WORDS.get(place.precision, place.precision)]
    if place.lat is not None and place.lon is not None:
        details.append(f"{place.lat:.2f}, {place.lon:.2f}")
    if place.geonames_id is not None:
        details.append(f"GeoNames {place.geonames_id}")
    return f"{name} ({'; '.join(detail for detail in details if detail)})"
