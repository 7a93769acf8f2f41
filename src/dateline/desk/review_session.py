"""What one session has reviewed, so that it can take it back; and who its reviewer is."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from dateline.archive.reviews import Review
from dateline.desk.review_queue import Queues
from dateline.desk.view import View

REVIEWER: Final = "reviewer"
"""The cookie with the reviewer's name."""
LONGEST_NAME: Final = 80
YEAR_SECONDS: Final = 31_536_000
MOST_SESSIONS: Final = 1000
MOST_STEPS: Final = 200

Owner = tuple[str, str]
"""A session, and who reviews in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was reviewed at once: the entry, what was done, and the reviews that say so."""

    target: str
    words: str
    reviews: tuple[str, ...]


class Desk:
    """The queues of an archive, and the last steps of each reviewer in each session."""

    def __init__(self) -> None:
        self.queues = Queues()
        self._steps: OrderedDict[Owner, list[Step]] = OrderedDict()
        self._lock = Lock()

    def note(self, owner: Owner, target: str, words: str, reviews: list[Review]) -> None:
        """Remembers a step; the oldest are forgotten."""
        if not reviews:
            return
        with self._lock:
            steps = self._steps.setdefault(owner, [])
            steps.append(Step(target, words, tuple(review.id for review in reviews)))
            del steps[:-MOST_STEPS]
            self._steps.move_to_end(owner)
            while len(self._steps) > MOST_SESSIONS:
                self._steps.popitem(last=False)

    def last(self, owner: Owner) -> Step | None:
        """The last step that was not taken back."""
        with self._lock:
            steps = self._steps.get(owner)
            return steps[-1] if steps else None

    def forget(self, owner: Owner, step: Step) -> None:
        """Forgets a step that was taken back; a second time that changes nothing."""
        with self._lock:
            steps = self._steps.get(owner, [])
            if step in steps:
                steps.remove(step)


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers this request."""
    state = request.app.state
    found: Desk | None = getattr(state, "review_desk", None)
    if found is None:
        state.review_desk = found = Desk()
    return found


def reviewer_of(request: Request, view: View) -> str:
    """Who reviews: by the address, else by the cookie; empty where nobody has said so."""
    name = view.one("by") or unquote(request.cookies.get(REVIEWER, ""))
    return " ".join(name.split())[:LONGEST_NAME]


def remember(response: Response, name: str) -> None:
    """Keeps the reviewer's name in the browser."""
    response.set_cookie(
        REVIEWER,
        quote(" ".join(name.split())[:LONGEST_NAME], safe=""),
        max_age=YEAR_SECONDS,
        path="/review",
        httponly=True,
        samesite="strict",
    )
