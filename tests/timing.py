"""Time, taken so that a test fails for slow code and not for a busy machine."""

import gc
from collections.abc import Callable
from time import process_time

TRIES = 6


def processor_seconds(call: Callable[[], object]) -> float:
    """The seconds of the processor that a call takes, without collecting what other tests left."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        began = process_time()
        call()
        return process_time() - began
    finally:
        if collecting:
            gc.enable()


def takes_under(limit: float, call: Callable[[], object]) -> bool:
    """Whether the call takes less than `limit` seconds of the processor, in one of some tries."""
    return any(processor_seconds(call) < limit for _ in range(TRIES))


def grows_in_step(call: Callable[[int], object], length: int = 500) -> bool:
    """Whether eight times the length takes about eight times as long (quadratic: 64 times)."""
    call(length)
    short, long = float("inf"), float("inf")
    for _ in range(TRIES):
        short = min(short, processor_seconds(lambda: call(length)))
        long = min(long, processor_seconds(lambda: call(8 * length)))
        if long < 20 * short + 0.005:
            return True
    return False
