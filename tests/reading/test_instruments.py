"""The means of an act tells its mode; what is struck doesn't."""

import pytest

from dateline.reading.instruments import told_mode
from tests.reading.parsed import parsed

STRUCK = "Two/NUM/2/nummod drones/NOUN/3/nsubj struck/VERB/0/root ports/NOUN/3/obj ./PUNCT/3/punct"
MORTARS = (
    "Rebels/NOUN/2/nsubj attacked/VERB/0/root camps/NOUN/2/obj with/ADP/5/case "
    "mortars/NOUN/2/obl ./PUNCT/2/punct"
)
ON_TANKS = "Troops/NOUN/2/nsubj fired/VERB/0/root on/ADP/4/case tanks/NOUN/2/obl ./PUNCT/2/punct"
SHOT_DOWN = "They/PRON/2/nsubj downed/VERB/0/root drones/NOUN/2/obj ./PUNCT/2/punct"
BOMBER = (
    "A/DET/3/det suicide/NOUN/3/compound bomber/NOUN/4/nsubj attacked/VERB/0/root it/PRON/4/obj "
    "./PUNCT/4/punct"
)
RIFLES = "Rebels/NOUN/2/nsubj surrendered/VERB/0/root rifles/NOUN/2/obj ./PUNCT/2/punct"
SHELLED = "Troops/NOUN/2/nsubj shelled/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct"


@pytest.mark.parametrize(
    ("tree", "trigger", "event_type", "told"),
    [
        (STRUCK, 2, "ASSAULT", ("drone", 1)),
        (MORTARS, 1, "ASSAULT", ("heavy-weapons", 4)),
        (BOMBER, 3, "ASSAULT", ("suicide-attack", 1)),
        (SHELLED, 1, "ASSAULT", ("heavy-weapons", 1)),
        (RIFLES, 1, "RETREAT", ("disarm", 2)),
        (ON_TANKS, 1, "ASSAULT", None),
        (SHOT_DOWN, 1, "ASSAULT", None),
        (STRUCK, 2, "CONSULT", None),
        (STRUCK, 2, "AGREE", None),
    ],
)
def test_the_means_tells_the_mode(
    tree: str, trigger: int, event_type: str, told: tuple[str, int] | None
) -> None:
    text = " ".join(word.split("/")[0] for word in tree.split()).replace(" .", ".")
    document = parsed(text, tree)
    assert told_mode(document, event_type, (trigger, trigger + 1)) == told
