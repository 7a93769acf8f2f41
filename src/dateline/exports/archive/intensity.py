"""PLOVER types and modes in terms of CAMEO: root codes, and with them Goldstein's intensities.

The roots follow PLOVER's own crosswalk from CAMEO (Open Event Data Alliance, 2021) backwards; where
it sends several roots to one type, the mode decides. Tables only, apart from the look-ups.
"""

from typing import Final

ROOT_NAMES: Final = {
    "03": "express intent to cooperate",
    "04": "consult",
    "05": "engage in diplomatic cooperation",
    "06": "engage in material cooperation",
    "07": "provide aid",
    "08": "yield",
    "09": "investigate",
    "10": "demand",
    "11": "disapprove",
    "12": "reject",
    "13": "threaten",
    "14": "protest",
    "15": "exhibit force posture",
    "16": "reduce relations",
    "17": "coerce",
    "18": "assault",
    "19": "fight",
    "20": "use unconventional mass violence",
}
"""The root codes that events may get. 01 (statements) and 02 (appeals) are no PLOVER events."""

ROOT_OF_TYPE: Final = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08", "COOPERATE": "06",
    "AID": "07", "RETREAT": "08", "REQUEST": "10", "ACCUSE": "11", "REJECT": "12",
    "THREATEN": "13", "PROTEST": "14", "SANCTION": "16", "MOBILIZE": "15", "COERCE": "17",
    "ASSAULT": "18",
}  # fmt: skip

ROOT_OF_MODE: Final = {
    ("ACCUSE", "investigate"): "09",
    ("SANCTION", "convict"): "11",
    ("ASSAULT", "destroy"): "17",
    ("ASSAULT", "crowd-control"): "17",
    ("ASSAULT", "firearms"): "19",
    ("ASSAULT", "aerial"): "19",
    ("ASSAULT", "drone"): "19",
    ("ASSAULT", "heavy-weapons"): "19",
    ("ASSAULT", "unconventional"): "20",
}
"""Modes whose root is not that of their type. In CAMEO a conviction is 116, the destruction of
property 1712, violent repression 175, fighting with small arms, artillery and from the air 193,
194 and 195, weapons of mass destruction 204."""

INTENSITY: Final = {
    "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0,
    "11": -2.0, "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0,
    "18": -9.0, "19": -10.0, "20": -10.0,
}  # fmt: skip
"""Of each root, from -10 (conflict) to 10 (cooperation): the scale that Goldstein (1992) made for
WEIS as the Computational Event Data System carried it over to CAMEO."""


def root_code(event_type: str, mode: str | None) -> str | None:
    """The CAMEO root of an event; `None` for a type that PLOVER doesn't have."""
    return ROOT_OF_MODE.get((event_type, mode or "")) or ROOT_OF_TYPE.get(event_type)


def intensity(event_type: str, mode: str | None) -> float | None:
    """How cooperative an event is, -10 to 10, by its CAMEO root."""
    return INTENSITY.get(root_code(event_type, mode) or "")
