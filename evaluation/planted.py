"""Records of a test bed as a perfect reader would make them: from what each report tells."""

from dateline import __version__
from dateline.gazetteer import places
from dateline.reading.code_actor import code_actor
from dateline.record import (
    Actor,
    Count,
    Event,
    Meta,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
)
from evaluation.archive_bed import BedReport, Told

CURRENCY = "USD"


def report_of(bed_report: BedReport) -> Report:
    """The report as a source would give it."""
    text, dateline = bed_report.text, bed_report.dateline
    start = text.find(dateline) if dateline else -1
    return Report(
        text=text,
        title=bed_report.title,
        outlet=bed_report.outlet,
        published=bed_report.published,
        dateline=(start, start + len(dateline)) if dateline and start >= 0 else None,
        credits=bed_report.credits,
    )


def planted_record(bed_report: BedReport) -> Record:
    """One event for each incident told, and one more, in a statement, for each denial."""
    report = report_of(bed_report)
    maker = _Maker(report)
    for told in bed_report.told:
        maker.add(told)
    return Record(
        report=report,
        actors=tuple(maker.actors),
        statements=tuple(maker.statements),
        events=tuple(maker.events),
        meta=Meta(dateline=__version__, model="planted", seconds=0.0),
    )


class _Maker:
    """Collects the actors, statements and events of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.actors: list[Actor] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []

    def add(self, told: Told) -> None:
        actor, recipient = self._actor(told.actor), self._actor(told.recipient)
        span = self._span(told.town)
        happened = self._event(told, actor, recipient, span)
        self.events.append(happened)
        if told.denied_by:
            source = self._actor(told.denied_by)
            statement = Statement(
                id=f"S{len(self.statements) + 1}",
                content=(span,),
                cue=span,
                quotation="indirect",
                source=source,
                source_type="named_organization",
                stance="denies",
            )
            self.statements.append(statement)
            self.events.append(
                Event(
                    id=f"E{len(self.events) + 1}",
                    trigger=span,
                    type=told.type,
                    mode=told.mode,
                    actor=actor,
                    recipient=recipient,
                    status="denied",
                    according_to=statement.id,
                    same_as=happened.id,
                )
            )

    def _event(
        self, told: Told, actor: tuple[str, ...], recipient: tuple[str, ...], span: Span
    ) -> Event:
        return Event(
            id=f"E{len(self.events) + 1}",
            trigger=span,
            type=told.type,
            mode=told.mode,
            actor=actor,
            recipient=recipient,
            place=_place(told, span),
            time=Time(
                span=span,
                kind="date",
                value=told.day,
                start=told.day,
                end=told.day,
                precision="day",
            ),
            magnitude={
                kind: Count(
                    span=span, number=float(number), currency=CURRENCY if kind == "amount" else None
                )
                for kind, number in told.numbers.items()
            },
        )

    def _actor(self, name: str | None) -> tuple[str, ...]:
        if name is None:
            return ()
        known = next((actor for actor in self.actors if actor.name == name), None)
        if known is None:
            code = code_actor(name, [], published=self.report.published)
            span = self._span(name)
            known = Actor(
                id=f"A{len(self.actors) + 1}",
                name=name,
                mentions=(span,),
                kind=code.kind or "group",
                country=code.country,
                sector=code.sector,
            )
            self.actors.append(known)
        return (known.id,)

    def _span(self, words: str) -> Span:
        """Where the body first has these words, else where it begins."""
        body = self.report.text.find("\n\n") + 2
        start = self.report.text.find(words, body)
        return (start, start + len(words)) if start >= 0 else (body, body + 1)


def _place(told: Told, span: Span) -> Place:
    rows = [row for row in places.find(told.town) if row.country == told.country]
    row = max(rows, key=lambda found: found.population, default=None)
    return Place(
        span=span,
        name=told.town,
        geonames_id=row.geonames_id if row else None,
        lat=row.lat if row else None,
        lon=row.lon if row else None,
        country=told.country,
        precision="city",
    )
