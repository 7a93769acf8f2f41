"""robots.txt as RFC 9309 has it: which paths of a host a crawler may ask for, and how often."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

_MAX_BYTES: Final = 512_000
"""RFC 9309: at least 500 kibibytes are to be read."""
_AGENT: Final = "dateline"
_ANYBODY: Final = "*"
_KEPT: Final = "/%:@!$&'()*+,;=~?-._"
_ESCAPE: Final = re.compile(r"%([0-9a-fA-F]{2})")
_RATE: Final = re.compile(r"(\d{1,6})\s?/\s?(\d{1,6})")
_SECONDS: Final = re.compile(r"\d{1,6}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class _Rule:
    allows: bool
    path: str


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for this program; `delay` is the seconds from one request to the next.

    Without rules everything is allowed.
    """

    rules: tuple[_Rule, ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched: the longest rule that matches decides, or the kinder."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [rule for rule in self.rules if _matches(rule.path, path)]
        best = max(matching, key=lambda rule: (len(rule.path), rule.allows), default=None)
        return best is None or best.allows


def parse_robots(data: bytes) -> Robots:
    """The rules in a robots.txt for `dateline`, or else those for anybody."""
    groups: dict[str, list[tuple[str, str]]] = {_AGENT: [], _ANYBODY: []}
    named: set[str] = set()
    agents: set[str] = set()
    naming = False
    for line in data[:_MAX_BYTES].decode("utf-8-sig", "replace").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            agents = (agents if naming else set()) | {_product(value)}
            named |= agents
        else:
            for agent in agents & groups.keys():
                groups[agent].append((field, value))
        naming = field == "user-agent"
    return _robots(groups[_AGENT if _AGENT in named else _ANYBODY])


def _product(agent: str) -> str:
    """The name in a user-agent line, in lower case and without its version."""
    return agent.split("/", 1)[0].strip().lower()


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(
        _Rule(field == "allow", _normal(value))
        for field, value in lines
        if field in ("allow", "disallow") and value
    )
    delays = [_delay(field, value) for field, value in lines]
    return Robots(rules, max(delays, default=0.0))


def _delay(field: str, value: str) -> float:
    if field == "crawl-delay" and _SECONDS.fullmatch(value):
        return float(value)
    if field == "request-rate" and (rate := _RATE.fullmatch(value)) and int(rate[1]):
        return int(rate[2]) / int(rate[1])
    return 0.0


def _normal(path: str) -> str:
    """A path whose characters are escaped where they must be and nowhere else."""
    return quote(_ESCAPE.sub(_unescaped, path), _KEPT)


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if plain else escape[0].upper()


def _matches(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says; `*` stands for anything, `$` at its end for the end."""
    first, *pieces = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rule.endswith("$"):
        return _found_in_order(pieces, path, at) is not None
    if not pieces:
        return path == first
    *pieces, last = pieces
    found = _found_in_order(pieces, path, at)
    return found is not None and path.endswith(last) and len(path) - len(last) >= found


def _found_in_order(pieces: list[str], path: str, at: int) -> int | None:
    """Where the last of the pieces ends, which follow one another in `path` from `at` on."""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return None
        at = found + len(piece)
    return at
