"""Add: a file, a text or an address, read into the archive while one watches."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import PurePath
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.adding import Job, Jobs, new_folder
from dateline.desk.opened import Opened, opened
from dateline.desk.rendering import render
from dateline.desk.security import demand_token
from dateline.desk.settings import Settings
from dateline.errors import DatelineError
from dateline.exports.neutral import one_line, shorten
from dateline.sources.draft import SourceOptions

LONGEST_LABEL: Final = 120
LONGEST_ADDRESS: Final = 4000
MOST_FIELDS: Final = 10
OVERHEAD_BYTES: Final = 20_000
"""What a form may hold beside the file or the text: fields and boundaries."""
SUFFIXES: Final = (
    ".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom",
    ".warc", ".wacz", ".gz",
)  # fmt: skip
"""Endings that tell how a file is to be read; what is in it tells the rest."""


def show(request: Request) -> Response:
    """The form, and what has become of what was added."""
    return page(request)


def page(request: Request, *, error: DatelineError | None = None, status: int = 200) -> Response:
    """The page; `error` is what is wrong with what was given."""
    settings = _writable(request)
    return render(
        request,
        "add.html",
        status=status,
        jobs=_jobs(request).all(),
        error=error,
        most_bytes=settings.most_upload_bytes,
        suffixes=SUFFIXES,
    )


def show_jobs(request: Request) -> Response:
    """What has become of what was added, alone: pages that are open ask for it again and again."""
    _writable(request)
    return render(request, "add_jobs.html", jobs=_jobs(request).all())


async def add(request: Request) -> Response:
    """Takes what the form holds, and puts it into the queue."""
    settings = _writable(request)
    form = await _form(request, settings.most_upload_bytes)
    try:
        demand_token(request, form)
        job = await run_in_threadpool(_job, form, settings)
        _jobs(request).add(job)
    except DatelineError as error:
        if not isinstance(error, _UnusableError):
            raise
        return await run_in_threadpool(page, request, error=error, status=400)
    finally:
        await form.close()
    return RedirectResponse("/add#jobs", status_code=303)


class _UnusableError(DatelineError):
    """Something in the form can't be used."""


def _writable(request: Request) -> Settings:
    settings = opened(request).settings
    if not settings.writable:
        raise HTTPException(403, "This desk takes no new reports.")
    return settings


def _jobs(request: Request) -> Jobs:
    """The jobs of the application that answers this request."""
    state = request.app.state
    held: Opened = opened(request)
    found: Jobs | None = getattr(state, "jobs", None)
    if found is None:
        state.jobs = found = Jobs(held.settings.archive)
    return found


async def _form(request: Request, most_bytes: int) -> FormData:
    """The form, of which no more is taken than is allowed."""
    limit = most_bytes + OVERHEAD_BYTES
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise _too_large(most_bytes)
    stream = _limited(request, limit, most_bytes)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await FormParser(request.headers, stream).parse()
    parser = MultiPartParser(
        request.headers, stream, max_files=1, max_fields=MOST_FIELDS, max_part_size=limit
    )
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400, "The form can't be read.") from error


async def _limited(request: Request, limit: int, most_bytes: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > limit:
            raise _too_large(most_bytes)
        yield chunk


def _too_large(most_bytes: int) -> HTTPException:
    return HTTPException(413, f"That is larger than {most_bytes:,} bytes, the most taken here.")


def _job(form: FormData, settings: Settings) -> Job:
    """What the form asks for: a file, else a text, else an address."""
    upload, text, address = form.get("file"), _text(form, "text"), _text(form, "address")
    options = _options(form, settings)
    if isinstance(upload, UploadFile) and upload.filename:
        if (upload.size or 0) > settings.most_upload_bytes:
            raise _too_large(settings.most_upload_bytes)
        name = PurePath(upload.filename.replace("\\", "/")).name
        target = new_folder() / f"upload{_suffix(name)}"
        with target.open("xb") as file:
            shutil.copyfileobj(upload.file, file)
        return Job(_label(name) or "a file", str(target), options, target.parent)
    if text:
        target = new_folder() / "pasted.txt"
        target.write_text(text, encoding="utf-8", errors="replace")
        return Job(_label(text.partition("\n")[0]) or "a text", str(target), options, target.parent)
    if address:
        if not address.lower().startswith(("http://", "https://")):
            raise _UnusableError(
                "that is no web address", hint="Give one with http:// or https://."
            )
        return Job(_label(address), address[:LONGEST_ADDRESS], options)
    raise _UnusableError(
        "nothing was given", hint="Choose a file, paste a text, or give an address."
    )


def _options(form: FormData, settings: Settings) -> dict[str, object]:
    given = {name: _text(form, name) or None for name in ("published", "outlet", "url")}
    options: dict[str, object] = {
        **given,
        "allow_private": settings.allow_private,
        "max_bytes": settings.most_upload_bytes,
    }
    try:
        SourceOptions(published=given["published"])
    except DatelineError as error:
        raise _UnusableError(error.message, hint=error.hint) from error
    return options


def _suffix(name: str) -> str:
    """The endings of a file's name that tell how to read it, and nothing else of it."""
    known = [suffix for suffix in PurePath(name.lower()).suffixes if suffix in SUFFIXES]
    return "".join(known[-2:])


def _label(text: str) -> str:
    return shorten(one_line(text), LONGEST_LABEL)


def _text(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found.strip() if isinstance(found, str) else ""


ROUTES: Final = (
    Route("/add", show, methods=["GET"]),
    Route("/add", add, methods=["POST"]),
    Route("/add/jobs", show_jobs, methods=["GET"]),
)
