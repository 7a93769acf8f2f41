"""Signals that end a long run at a good moment."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether an end was `asked` for by SIGINT or SIGTERM.

    The first signal breaks off only what is `breakable`, such as waiting; a second one breaks off
    anything.
    """

    def __init__(self) -> None:
        self.asked = False
        self._breakable = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Takes over both signals, as only the main thread can."""
        before = {number: signal.signal(number, self._take) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def broken_off(self, action: Callable[[], Any]) -> bool:
        """Runs an action that may be broken off without loss; whether it was."""
        try:
            self._breakable = True
            if not self.asked:
                action()
            self._breakable = False
        except KeyboardInterrupt:
            self._breakable, self.asked = False, True
        return self.asked

    def sleep(self, seconds: float) -> None:
        """Waits, unless an end is asked for."""
        self.broken_off(lambda: time.sleep(seconds))

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or self._breakable:
            raise KeyboardInterrupt
