"""What the desk is started with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
PORT: Final = 8020
MOST_UPLOAD_BYTES: Final = 10_000_000
SHORTEST_PASSWORD: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the archive is, where to listen, and what is allowed.

    `password` is asked for from everybody where it is given; `writable` says whether reviews and
    new reports are taken.
    """

    archive: Path
    host: str = LOOPBACK[0]
    port: int = PORT
    password: str | None = None
    writable: bool = True
    allow_private: bool = False
    """Whether reports may be fetched from private addresses."""
    most_upload_bytes: int = MOST_UPLOAD_BYTES

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and not self.password:
            raise DatelineError(
                f"at {self.host} everybody in the network could read and change the archive",
                hint="Give a password with --password-file FILE, or leave out --host.",
            )


def password_of(path: Path) -> str:
    """The first line of a file. Raises `DatelineError` where it is missing or too short."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatelineError(f"{path} can't be read: {error}") from error
    password = lines[0].strip() if lines else ""
    if len(password) < SHORTEST_PASSWORD:
        raise DatelineError(
            f"the password in {path} has fewer than {SHORTEST_PASSWORD} characters",
            hint="Write a longer one in the first line of the file.",
        )
    return password
