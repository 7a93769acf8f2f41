"""Runs the desk until it is stopped."""

import socket
from collections.abc import Callable

from dateline.desk.settings import Settings
from dateline.errors import DatelineError


def serve(settings: Settings, *, started: Callable[[str], None]) -> None:
    """Serves the archive; `started` is called with the address once it answers.

    Port 0 takes any free one. Raises `DatelineError` if the archive can't be opened, or the port
    is taken.
    """
    import uvicorn

    from dateline.desk.app import create_app

    app = create_app(settings)
    bound = _bound(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    address = f"http://{host}:{bound.getsockname()[1]}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started(address)

    Server(config).run(sockets=[bound])


def _bound(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((settings.host, settings.port))
    except OSError as error:
        found.close()
        raise DatelineError(
            f"can't listen at {settings.host}, port {settings.port}: {error.strerror}",
            hint="Choose another port with --port, or 0 for any that is free.",
        ) from error
    return found
