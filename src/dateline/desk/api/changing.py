"""What can be changed through the API: reviews are added, nothing else."""

import json
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dateline.desk.api.problems import problem
from dateline.desk.opened import opened
from dateline.desk.security import demand_token

MOST_BYTES: Final = 1_000_000
MOST_WORDS: Final = 200
MEDIA_TYPE: Final = "application/json"


async def _add_reviews(request: Request) -> Response:
    demand_token(request)
    if not opened(request).settings.writable:
        return problem(403, "this desk takes no reviews", "Start it without --read-only.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != MEDIA_TYPE:
        return problem(415, f"reviews come as {MEDIA_TYPE}", "Send a list of objects.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return problem(413, f"more than {MOST_BYTES} bytes", "Send fewer reviews at once.")

    try:
        lines = json.loads(body)
    except (ValueError, RecursionError) as error:
        return problem(400, f"this is no JSON: {str(error)[:MOST_WORDS]}")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        return problem(400, "this is no list of objects", "Send [] around the reviews.")

    def add() -> list[dict[str, Any]]:
        desk = opened(request)
        with desk.writing:
            return [review.to_dict() for review in desk.archive.review(lines)]

    added = await run_in_threadpool(add)
    return JSONResponse({"items": added}, 201)


ROUTES: Final = (Route("/reviews", _add_reviews, methods=["POST"]),)
