"""A small invented record with nested, discontinuous and repeated parts, for tests of exports."""

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

TEXT = (
    "Garrison at Port Selwyn mutinies\n\n"
    "An aide told Reuters that the minister had said troops shelled the harbour on Sunday, "
    "killing six. “They hold the bridge,” an officer said, “and the radio.” "
    "The shelling was denied by Kavango.\n\n"
    "Prime Minister Okello will fly home."
)


def at(words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of `words` in `TEXT`."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


SELWYN = Place(
    span=at("Port Selwyn"), name="Port Selwyn", geonames_id=77, lat=-4.05, lon=39.5,
    country="SLW", precision="city",
)  # fmt: skip
SUNDAY = Time(
    span=at("Sunday"), kind="date", value="2019-03-10", start="2019-03-10", end="2019-03-10",
    precision="day",
)  # fmt: skip

ACTORS = (
    Actor(id="A1", name="An aide", mentions=(at("An aide"),), kind="person", sector=("GOV",)),
    Actor(id="A2", name="the minister", mentions=(at("the minister"),), kind="person"),
    Actor(id="A3", name="troops", mentions=(at("troops"),), kind="group", country="SLW",
          sector=("MIL", "REB")),
    Actor(id="A4", name="an officer", mentions=(at("an officer"),), kind="person"),
    Actor(id="A5", name="Kavango", mentions=(at("Kavango"),), kind="country", country="KVG"),
    Actor(id="A6", name="Reuters", mentions=(at("Reuters"),), kind="organization"),
)  # fmt: skip

STATEMENTS = (
    Statement(
        id="S1", content=((at("the minister had")[0], at("killing six")[1]),), cue=at("told"),
        quotation="indirect", source=("A1",), source_span=at("An aide"),
        source_type="unnamed_person", anonymity="unnamed", addressee="A6",
        addressee_is_outlet=True,
    ),
    Statement(
        id="S2", content=((at("troops")[0], at("killing six")[1]),), cue=at("said"),
        quotation="indirect", source=("A2",), source_span=at("the minister"),
        source_type="named_person", parent="S1",
    ),
    Statement(
        id="S3", content=(at("They hold the bridge"), at("and the radio")), cue=at("said", 1),
        quotation="direct", source=("A4",), source_span=at("an officer"),
        source_type="unnamed_person", anonymity="granted", anonymity_reason=at("an officer"),
    ),
    Statement(
        id="S4", content=(at("The shelling"),), cue=at("denied"), quotation="indirect",
        source=("A5",), source_span=at("Kavango"), source_type="named_organization",
        stance="denies",
    ),
)  # fmt: skip

EVENTS = (
    Event(id="E1", trigger=at("mutinies"), type="COERCE", mode="seize", place=SELWYN),
    Event(
        id="E2", trigger=at("shelled"), type="ASSAULT", mode="heavy-weapons", actor=("A3",),
        recipient_spans=(at("the harbour"),), time=SUNDAY, place=SELWYN, according_to="S2",
        magnitude={"killed": Count(span=at("six"), number=6)}, evidence={"words": ["shelled"]},
    ),
    Event(
        id="E3", trigger=at("shelling"), type="ASSAULT", mode="heavy-weapons", actor=("A5",),
        status="denied", according_to="S4", same_as="E2",
    ),
    Event(id="E4", trigger=at("fly home"), type="RETREAT", mode="withdraw", status="planned"),
)  # fmt: skip

MUTINY = Record(
    report=Report(
        text=TEXT, title="Garrison at Port Selwyn mutinies", url="https://courier.example/1",
        outlet="The Harbour Standard", language="en", published="2019-03-11T07:40:00+03:00",
        credits=("Reuters",),
    ),
    actors=ACTORS, statements=STATEMENTS, events=EVENTS, places=(SELWYN,), times=(SUNDAY,),
    meta=Meta(dateline="0.1.0", model="small", seconds=0.5),
)  # fmt: skip
