"""`dateline serve`: an archive as a web application on this machine."""

from pathlib import Path

import click

from dateline.desk.settings import LOOPBACK, MOST_UPLOAD_BYTES, PORT, Settings, password_of


@click.command()
@click.argument("archive", type=click.Path(path_type=Path), required=False)
@click.option("--host", default=LOOPBACK[0], show_default=True, help="Where to listen.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Whose first line everybody must give; needed with any --host but this machine's own.",
)
@click.option("--read-only", is_flag=True, help="Take no reviews and no new reports.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--allow-private", is_flag=True, help="Fetch reports from private addresses too.")
@click.option(
    "--max-bytes",
    default=MOST_UPLOAD_BYTES,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="The largest file that may be added.",
)
def serve(
    archive: Path | None,
    host: str,
    port: int,
    password_file: Path | None,
    read_only: bool,
    open_browser: bool,
    allow_private: bool,
    max_bytes: int,
) -> None:
    """Show ARCHIVE in the browser: look, check, correct. Without ARCHIVE, invented reports."""
    from dateline.desk.demo import demo_archive
    from dateline.desk.server import serve as serve_desk

    def started(address: str) -> None:
        click.echo(f"{archive or 'Invented reports'} at {address} (Ctrl-C stops)", err=True)
        if open_browser:
            click.launch(address)

    settings = Settings(
        archive=archive or demo_archive(),
        host=host,
        port=port,
        password=password_of(password_file) if password_file else None,
        writable=not read_only,
        allow_private=allow_private,
        most_upload_bytes=max_bytes,
    )
    serve_desk(settings, started=started)
