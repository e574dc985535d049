"""The colours of `tokens.css`, light and dark, and how far apart two of them stand; pure.

Contrast is measured here, from the tokens, because no tool that looks at a page can measure it
for joined Arabic letters.
"""

from __future__ import annotations

import re
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

SURFACES = ("paper", "hollow", "field")
TEXT_PAIRS = (
    *((text, ground) for text in ("ink", "quiet", "deep", "deeper") for ground in SURFACES),
    *(
        (text, ground)
        for text in ("ink", "quiet")
        for ground in ("wash", "ochre-wash", "brick-wash", "leaf-wash")
    ),
    *((tone, f"{tone}-wash") for tone in ("ochre", "brick", "leaf")),
    *((tone, ground) for tone in ("ochre", "brick", "leaf") for ground in SURFACES),
    ("deep", "wash"),
    ("deeper", "wash"),
    *(("deep", f"{tone}-wash") for tone in ("ochre", "brick", "leaf")),
    ("on-deep", "deep"),
    ("on-deep", "deeper"),
)
"""Every pair (text, ground) that the style sheets use for words: at least 4.5."""

SHAPE_PAIRS = (
    *(("edge", ground) for ground in (*SURFACES, "wash")),
    ("deep", "ochre-wash"),
    ("deep", "brick-wash"),
)
"""Borders of fields, stones, outlines of focus: at least 3."""


def themes(css: str | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """The colours by name, in light and in dark."""
    text = css if css is not None else TOKENS.read_text(encoding="utf-8")
    light, _, dark = text.partition("prefers-color-scheme: dark")
    return dict(COLOUR.findall(light)), dict(COLOUR.findall(dark))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two `#rrggbb`, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
