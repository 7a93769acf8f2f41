"""Sentences from templates: `{a|b|}` chooses, `<name>` is filled in, `<Name>` with a capital.

Every choice is drawn from a key, so that the same key always gives the same sentence. Version 0 is
the first telling; a later version says the same in other words, by taking other alternatives.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

Template = tuple["str | tuple[Template, ...]", ...]
"""Words, and alternatives between words."""

T = TypeVar("T")

_FOLDER: Final = Path(__file__).parent / "phrases"
_MARK: Final = re.compile(r"[{}|]")
_FILLER: Final = re.compile(r"<(\w+)>")
_SPACES: Final = re.compile(r"\s+(?=[,.;])|(?<=\s)\s+")
_KEPT_TENTHS: Final = 2
"""How often, in ten, a later version keeps a choice of the first."""


@cache
def blocks(name: str) -> dict[str, list[str]]:
    """The lines of a phrase file under each "# heading"."""
    found: dict[str, list[str]] = {}
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lines = found.setdefault(line[2:], [])
        else:
            lines.append(line)
    return found


def draw(key: str, count: int) -> int:
    """A number below `count` that only depends on `key`."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


def pick(key: str, options: Sequence[T]) -> T:
    """One of the options, chosen by `key`."""
    return options[draw(key, len(options))]


def chance(key: str, percent: int) -> bool:
    """Whether something happens that does in `percent` of all cases."""
    return draw(key, 100) < percent


def between(key: str, low: int, high: int) -> int:
    """A number from `low` to `high`, both included."""
    return low + draw(key, high - low + 1)


@cache
def parse(text: str) -> tuple[Template, ...]:
    """The alternatives of a line that are not in braces, each as a template."""
    alternatives, position = _alternatives(text, 0)
    if position <= len(text):
        raise ValueError(f"a brace closes what none opened: {text}")
    return alternatives


def render(template: Template, key: str, version: int) -> str:
    """The words of a template, with its fillers still in angle brackets."""
    out = []
    for place, node in enumerate(template):
        if isinstance(node, str):
            out.append(node)
        else:
            path = f"{key}/{place}"
            out.append(render(node[_choice(path, len(node), version)], path, version))
    return "".join(out)


def fill(text: str, filler: Callable[[str], str]) -> str:
    """`text` with every `<name>` replaced by what `filler` gives, and spaces put right."""

    def replace(found: re.Match[str]) -> str:
        name = found[1]
        words = filler(name.lower())
        return capital(words) if name[0].isupper() else words

    return _SPACES.sub("", _FILLER.sub(replace, text)).strip()


def capital(words: str) -> str:
    """`words` with a capital at the start."""
    return words[:1].upper() + words[1:]


def _choice(path: str, count: int, version: int) -> int:
    first = draw(path, count)
    if version == 0 or count == 1 or draw(f"{path}#{version}", 10) < _KEPT_TENTHS:
        return first
    return (first + 1 + draw(f"{path}@{version}", count - 1)) % count


def _alternatives(text: str, position: int) -> tuple[tuple[Template, ...], int]:
    """Alternatives from `position` up to the brace that closes them, and where that ends."""
    alternatives: list[Template] = []
    nodes: list[str | tuple[Template, ...]] = []
    while True:
        mark = _MARK.search(text, position)
        end = mark.start() if mark else len(text)
        if end > position:
            nodes.append(text[position:end])
        position = end + 1
        if mark and mark[0] == "{":
            inner, position = _alternatives(text, position)
            nodes.append(inner)
            continue
        alternatives.append(tuple(nodes))
        nodes = []
        if not mark or mark[0] == "}":
            return tuple(alternatives), position
