"""The contrast of the desk's colours is what docs/desk-design.md says, and enough to read."""

import re
from pathlib import Path

from dateline.desk.assets import content

DESIGN = Path(__file__).parents[2] / "docs" / "desk-design.md"
NAMES = {
    "text": "ink", "secondary text": "muted", "links": "link", "source not named": "veil",
    "verbal cooperation": "verbal-cooperation", "material cooperation": "material-cooperation",
    "verbal conflict": "verbal-conflict", "material conflict": "material-conflict",
}  # fmt: skip
ENOUGH = 4.5
"""WCAG 2.2, level AA, for text of any size."""


def palettes() -> list[dict[str, str]]:
    """The light colours, and both places where the dark ones stand."""
    blocks = re.findall(r":root[^{]*\{([^}]*--paper: #[0-9a-f]{6}[^}]*)\}", content("desk.css"))
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def test_both_dark_palettes_are_the_same() -> None:
    light, by_system, by_choice = palettes()
    assert by_system == by_choice
    assert light.keys() - by_choice.keys() == set()


def test_contrast_is_what_the_page_says() -> None:
    light, dark, _ = palettes()
    text = DESIGN.read_text(encoding="utf-8")
    for words, name in NAMES.items():
        lowest = [
            min(contrast(colours[name], colours[ground]) for ground in ("paper", "sheet"))
            for colours in (light, dark)
        ]
        assert min(lowest) >= ENOUGH
        assert f"| {words} | {lowest[0]:.1f} | {lowest[1]:.1f} |" in text
