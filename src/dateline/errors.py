"""The errors that Dateline raises.

    DatelineError
    └── SourceError        a report could not be obtained from a source
        └── FetchError     an address could not be fetched, or must not be
            ├── StatusError      a server answered that it has no such page (`sources/answers.py`)
            └── ForbiddenError   its robots.txt asks not to (`sources/polite.py`)

Each carries a `hint`: what the user can do about it. The command line prints both and exits 2.
"""


class DatelineError(Exception):
    """Base of all errors of this package."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.hint))


class SourceError(DatelineError):
    """A report could not be obtained from a source."""


class FetchError(SourceError):
    """An address could not be fetched, or must not be."""


def _rebuild(kind: type[DatelineError], message: str, hint: str | None) -> DatelineError:
    return kind(message, hint=hint)
