"""The values of closed vocabularies in plain words, for the codebook table. Tables only."""

from collections.abc import Mapping
from typing import Final

from dateline.codebook import CONTEXTS, EVENT_MODES, EVENT_TYPES, QUAD_CLASSES
from dateline.exports.wording import (
    MODE_WORDS,
    PRECISION_WORDS,
    QUOTATION_WORDS,
    SOURCE_WORDS,
    STANCE_WORDS,
    STATUS_WORDS,
    TYPE_WORDS,
)

SECTOR_WORDS: Final = {
    "COP": "police", "GOV": "government", "JUD": "judiciary", "LEG": "legislature",
    "MIL": "military", "PRM": "paramilitaries and mercenaries", "PTY": "political party",
    "REB": "rebels", "SPY": "intelligence service", "UAF": "unidentified armed forces",
    "AGR": "agriculture", "BUS": "business", "CRM": "criminals", "CVL": "civilians",
    "EDU": "education", "ELI": "elites", "JRN": "journalists", "LAB": "labour",
    "MED": "medicine", "REF": "refugees", "OPP": "opposition", "REL": "religion",
    "SOC": "civil society", "UNK": "unknown",
}  # fmt: skip
SUPRANATIONAL_WORDS: Final = {
    "IGO": "intergovernmental organization", "UNO": "United Nations", "EUR": "European Union",
    "NGO": "non-governmental organization", "IMG": "international militant group",
    "MNC": "multinational company",
}  # fmt: skip
ANONYMITY_MEANINGS: Final = {
    "none": "named", "unnamed": "described, not named",
    "granted": "the report says that anonymity was asked for or given",
}  # fmt: skip

VOCABULARIES: Final[Mapping[str, Mapping[str, str]]] = {
    "type": {kind: TYPE_WORDS[kind] for kind in EVENT_TYPES},
    "mode": {
        f"{kind} {mode}": MODE_WORDS[kind][mode]
        for kind in EVENT_TYPES
        for mode in EVENT_MODES[kind]
    },
    "quad_class": {quad: ", ".join(kinds) for quad, kinds in QUAD_CLASSES.items()},
    "contexts": {context: context.replace("_", " ") for context in CONTEXTS},
    "sectors": SECTOR_WORDS,
    "country": SUPRANATIONAL_WORDS,
    "status": STATUS_WORDS,
    "stance": STANCE_WORDS,
    "source_type": SOURCE_WORDS,
    "anonymity": ANONYMITY_MEANINGS,
    "quotation": QUOTATION_WORDS,
    "precision": PRECISION_WORDS,
}
"""By column, or by the word that its columns share; modes are preceded by their type."""
