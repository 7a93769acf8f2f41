"""Words that stand as the name of a source or participant and name nobody."""

from typing import Final

NAMELESS_ONE: Final = (
    "no one",
    *"i me he him she her it one someone somebody anyone anybody everyone everybody nobody".split(),
    *"none another who whom which you this that each either neither".split(),
)
"""Pronouns for one that are sources in their own words where no name resolves them."""
NAMELESS_SEVERAL: Final = tuple(
    "we us they them these those some others many most several few all both any".split()
)
"""Pronouns for several."""


def is_nameless(name: str) -> bool:
    """Whether a source's name is just a pronoun that no name resolves; "US" and "WHO" are names."""
    acronym = len(name) > 1 and name.isupper()
    return not acronym and name.lower() in (*NAMELESS_ONE, *NAMELESS_SEVERAL)
