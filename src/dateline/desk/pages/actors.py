"""Who does what to whom: the network, its dyads, all actors, and one actor across reports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.archive.answer import Answer, Row
from dateline.archive.conditions import EVENTS, STATEMENTS, Condition, events_matching
from dateline.archive.filters import Filters, choice
from dateline.archive.store import Archive
from dateline.codebook import QUAD_CLASSES
from dateline.desk import actor_data, profile_rows
from dateline.desk.actors_data import codes, dyads
from dateline.desk.downloads import download
from dateline.desk.network_picture import MOST_NODES, NODES, Network, network
from dateline.desk.opened import opened
from dateline.desk.over_time import strips
from dateline.desk.paging import page_of
from dateline.desk.profile_links import LONGEST_NAME, Links
from dateline.desk.remembering import remembered
from dateline.desk.rendering import render, view_of
from dateline.desk.view import View
from dateline.errors import DatelineError
from dateline.exports.wording import STANCE_WORDS

LISTS: Final = ("actors", "dyads")
PARTS: Final = ("did", "received", "said", "said-for")
PROFILE_ROWS: Final = 20
TOP_DYADS: Final = 16
COUNTERPARTS: Final = 14
SPOKESPEOPLE: Final = 10
NODE_CHOICES: Final = (20, 40, 80, 150, 300, MOST_NODES)
_QUADS: Final = tuple(QUAD_CLASSES)


@remembered
def show(request: Request) -> Response:
    view, archive = view_of(request), opened(request).archive
    condition = events_matching(Filters.of(**view.filters))
    nodes = _nodes(view)
    picture = network(archive.connection, condition, nodes)
    listed = choice("list", view.one("list", LISTS[0]), LISTS)
    ask = _asking(archive, view, condition)[listed]
    return render(
        request,
        "actors.html",
        view=view,
        links=Links(view),
        picture=picture,
        data=None if picture.is_sharp else _drawn_later(picture, view),
        nodes=nodes,
        node_choices=NODE_CHOICES,
        top=[line.counts for line in picture.lines[:TOP_DYADS]],
        listed=listed,
        page=page_of(ask, view),
    )


def save(request: Request) -> Response:
    """The actors or the dyads, as a file."""
    view, archive = view_of(request), opened(request).archive
    listed = choice("list", request.path_params.get("listed", LISTS[0]), LISTS)
    condition = events_matching(Filters.of(**view.filters))
    answer = _asking(archive, view, condition)[listed](None)
    return download(answer, request.path_params["kind"], listed)


@remembered
def profile(request: Request) -> Response:
    view, archive = view_of(request), opened(request).archive
    actor = _Actor.asked_for(archive, view)
    connection, name, filters = archive.connection, actor.name, actor.filters
    part = choice("part", view.one("part", PARTS[0]), PARTS)
    spoken_for = actor_data.said_for(name, filters)
    return render(
        request,
        "actor.html",
        view=view,
        links=Links(view),
        who=name,
        STANCE_WORDS=STANCE_WORDS,
        code=codes(connection, [name]).get(name, ""),
        totals={one: actor.totals(one) for one in PARTS},
        did=actor_data.types(connection, actor.condition("did")),
        received=actor_data.types(connection, actor.condition("received")),
        stances=actor_data.stances(connection, actor.condition("said")),
        strips=strips(actor_data.activity(connection, name, filters), ("did", "received", "said")),
        counterparts=list(dyads(connection, actor.either_side, COUNTERPARTS, name)),
        spokespeople=actor_data.spokespeople(connection, spoken_for, SPOKESPEOPLE),
        codings=actor_data.codings(connection, name),
        words=actor_data.words(connection, name),
        related=actor_data.related(connection, name),
        part=part,
        page=page_of(actor.rows(part), view, PROFILE_ROWS),
    )


def save_profile(request: Request) -> Response:
    """What one actor did, met with or said, as a file."""
    view, archive = view_of(request), opened(request).archive
    actor = _Actor.asked_for(archive, view)
    part = choice("part", request.path_params["part"], PARTS)
    return download(actor.rows(part)(None), request.path_params["kind"], f"actor-{part}")


@dataclass(frozen=True, slots=True)
class _Actor:
    """The actor that an address names, under the filters of the address."""

    archive: Archive
    name: str
    filters: Filters

    @classmethod
    def asked_for(cls, archive: Archive, view: View) -> "_Actor":
        name = view.one("name")
        if not name or not actor_data.is_known(archive.connection, name):
            raise HTTPException(404)
        return cls(archive, name, Filters.of(**view.filters))

    def condition(self, part: str) -> Condition:
        if part == "said":
            return actor_data.said(self.name, self.filters)
        if part == "said-for":
            return actor_data.said_for(self.name, self.filters)
        return actor_data.did(self.name, self.filters, actor_data.SIDES[part])

    @property
    def either_side(self) -> Condition:
        return actor_data.party(self.name, self.filters)

    def totals(self, part: str) -> Row:
        tables = EVENTS if part in actor_data.SIDES else STATEMENTS
        return actor_data.totals(self.archive.connection, tables, self.condition(part))

    def rows(self, part: str) -> Callable[[int | None], Answer]:
        """What is listed of it, by the most rows wanted."""
        ask = profile_rows.events if part in actor_data.SIDES else profile_rows.statements
        return partial(ask, self.archive.connection, self.condition(part))


def _asking(
    archive: Archive, view: View, condition: Condition
) -> dict[str, Callable[[int | None], Answer]]:
    return {
        "actors": lambda most: archive.actors(limit=most, **view.filters),
        "dyads": partial(dyads, archive.connection, condition),
    }


def _nodes(view: View) -> int:
    """How many actors are drawn. Raises `DatelineError` if it is no such number."""
    given = view.one("nodes", str(NODES))
    if not (given.isascii() and given.isdigit() and 2 <= int(given[:9]) <= MOST_NODES):
        raise DatelineError(
            f"there can't be {given[:20]!r} nodes", hint=f"Give a number from 2 to {MOST_NODES}."
        )
    return int(given)


def _drawn_later(picture: Network, view: View) -> dict[str, Any]:
    """What the script needs that draws a picture too large for SVG."""
    is_alone = view.one("alone") == "1"
    return {
        "profile": None
        if is_alone
        else view.url("/actors/profile", nodes=None, list=None, name=""),
        "nodes": [
            (
                node.name[:LONGEST_NAME],
                node.code,
                node.events,
                round(node.x),
                round(node.y),
                node.radius,
            )
            for node in picture.nodes
        ],
        "lines": [
            (
                line.start,
                line.end,
                _QUADS.index(line.counts["quad"]),
                line.counts["events"],
                int(line.is_firm),
                int(line.counts["mutual"]),
            )
            for line in picture.lines
        ],
    }


ROUTES: Final = (
    Route("/actors", show),
    Route("/actors.{kind:str}", save),
    Route("/actors/profile", profile),
    Route("/actors/profile/{part}.{kind:str}", save_profile),
    Route("/actors/{listed:str}.{kind:str}", save),
)
