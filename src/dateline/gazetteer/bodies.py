"""The body that a role belongs to: of a spokesman the ministry, of a fighter the group."""

from .countries import CountryForm
from .organizations import Organization
from .phrases import INSIDE, Chunk, Found
from .sectors import Role

_HEADED_BODIES = frozenset(
    {"president", "vice president", "governor", "deputy governor", "commissioner", "chancellor",
     "high commissioner", "secretary", "vice chancellor", "fellow", "ceo", "chief executive",
     "chief executive officer", "managing director", "chief financial officer"}
)  # fmt: skip
_COUNSEL = frozenset({"adviser", "advisor", "senior adviser", "special adviser", "assistant"})


def term_of(item: Found) -> str | None:
    return item.value.term if isinstance(item.value, Role) else None


def speaks_alone(chunks: list[Chunk]) -> bool:
    """Whether no body is named that we do not know: "a spokesman for Acme"."""
    return not any(
        chunk.preposition in {"for", "of", "at", "from", "with"}
        and not chunk.found
        and any(word.capital for word in chunk.words)
        for chunk in chunks[1:]
    )


def force_of(beside: list[Found]) -> Found | None:
    """The body that fighters and officers are of: "Boko Haram militants", "police Col. Diaz"."""
    for item in reversed(beside):
        if isinstance(item.value, Organization) and item.value.sectors:
            return item
        if isinstance(item.value, Role) and item.value.sectors == ("COP",):
            return item
    return None


def takes_sector(role: Role) -> bool:
    return role.kind in {"voice", "document"} or role.term in _HEADED_BODIES


def body_of(chunks: list[Chunk], role: Found, beside: list[Found]) -> Found | None:
    """The body that a spokesman speaks for: before the role, else in a complement."""
    for item in reversed(beside):
        if isinstance(item.value, Organization) or _has_own_sector(item):
            return item
    document = isinstance(role.value, Role) and role.value.kind == "document"
    counsel = term_of(role) in _COUNSEL
    for chunk in chunks[1:]:
        if chunk.preposition in INSIDE or (
            (document and chunk.preposition == "by") or (counsel and chunk.preposition == "to")
        ):
            for item in chunk.found:
                if isinstance(item.value, Organization) or _has_own_sector(item):
                    return item
    return None


def _has_own_sector(item: Found) -> bool:
    """Whether the item is a body or office with a sector, or a seat that stands for one."""
    if isinstance(item.value, CountryForm):
        return item.value.kind == "metonym" and bool(item.value.sectors)
    return isinstance(item.value, Role) and item.value.kind != "voice" and bool(item.value.sectors)
