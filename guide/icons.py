"""Line drawings of our own, inlined in pages; pure.

An icon is drawn on a square of 24 and speaks together with a word, never alone. A drawing is a
small illustration on a square of 48; what has the class `lit` receives a light fill.
"""

# ruff: noqa: E501  a path is one line, however long

from __future__ import annotations

ICONS = {
    # verdicts and states
    "check": '<path d="m4.5 12.5 5 5L19.5 7"/>',
    "unknown": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.6a2.6 2.6 0 1 1 3.6 2.4c-.7.3-1.1.9-1.1 1.6v.4M12 17h.01"/>',
    "stop": '<circle cx="12" cy="12" r="9"/><path d="M7.5 12h9"/>',
    "road": '<path d="M5 21c0-6 2-8 7-9s7-4 7-9M15 5.5 19 3l2.5 4"/><path d="M5 12V4"/>',
    # notices
    "good_to_know": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5h.01"/>',
    "take_care": '<path d="M12 3.5 21.5 20h-19z"/><path d="M12 10v4.5M12 17.2h.01"/>',
    "get_advice": '<path d="M3.5 5h12v8h-7l-3 3v-3h-2z"/><path d="M18 9h2.5v8h-2v3l-3-3h-4"/>',
    # papers
    "original": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 11h6"/><circle cx="13.5" cy="16" r="2"/>',
    "copy": '<path d="M8 8h11v13H8z"/><path d="M5 16V3h11v2M11 12h5M11 16h5"/>',
    "translation": '<path d="M3 5h9M7.5 3v2c0 4-2 6.5-4.5 8M5 8.5c1 2.5 3 4 5.5 4.5"/><path d="m11 21 4.5-10L20 21M12.6 17.5h5.8"/>',
    "paper": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "folder": '<path d="M3 6h7l2 2.5h9V19H3z"/>',
    "letter": '<path d="M3 6h18v12H3z"/><path d="m3.5 6.5 8.5 7 8.5-7"/>',
    "law": '<path d="M12 4v16M8 20h8M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z"/>',
    "book": '<path d="M12 6c-2-1.5-5-2-8-1.5V18c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V4.5C17 4 14 4.5 12 6zM12 6v13.5"/>',
    # people, places, days
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.5-4.5 3.5-6.5 7.5-6.5s7 2 7.5 6.5"/>',
    "family": '<circle cx="8" cy="7" r="3"/><circle cx="17" cy="10" r="2.5"/><path d="M2.5 20c.3-4.5 2.5-7 5.5-7 2 0 3.7 1.1 4.7 3.200M12.5 20c.3-3.5 2-5 4.5-5s4.2 1.5 4.5 5"/>',
    "place": '<path d="M12 21.5c-4.5-5-7-8.5-7-11.5a7 7 0 0 1 14 0c0 3-2.5 6.5-7 11.5z"/><circle cx="12" cy="10" r="2.5"/>',
    "date": '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "phone": '<path d="M8 3.5 5 4c-.5 8 7 15.5 15 15l.5-3-4.5-2-2 2c-2.5-1-4-2.5-5-5l2-2z"/>',
    "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"/>',
    "money": '<path d="M3 6.5h18v11H3z"/><circle cx="12" cy="12" r="2.5"/><path d="M6 12h.01M18 12h.01"/>',
    # in the room
    "ear": '<path d="M7 9.5a5 5 0 0 1 10 0c0 4-4 4.5-4 8a3 3 0 0 1-5 2.2"/><path d="M9.8 9.5a2.2 2.2 0 0 1 4.4 0c0 1.7-1.7 2.2-2 3.5"/>',
    "repeat": '<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4"/><path d="M19.5 3.5v4h-4"/>',
    "not_said": '<path d="M3.5 5h17v11.5H12l-4.5 4v-4h-4z"/><path d="m9.5 8.2 5 5M14.5 8.2l-5 5"/>',
    "thought": '<path d="M7.5 15a4 4 0 0 1-.3-8A5 5 0 0 1 16.5 6.3 4.4 4.4 0 0 1 17 15z"/><circle cx="9" cy="18.3" r="1.3"/><path d="M6 21h.01"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M9.8 8.5v7M14.2 8.5v7"/>',
    "health": '<path d="M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z"/>',
    "woman": '<circle cx="12" cy="5.5" r="2.8"/><path d="M12 9 7.5 17h9zM10.3 17v4.5M13.7 17v4.5"/>',
    "man": '<circle cx="12" cy="5.5" r="2.8"/><path d="M8.5 9.5h7v7h-7zM10.3 16.5v5M13.7 16.5v5"/>',
    # actions
    "next": '<path d="M4 12h15M13.5 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M10.5 6l-6 6 6 6"/>',
    "change": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19z"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "erase": '<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"/>',
    "print": '<path d="M7 8V3h10v5M7 17H3.5V8h17v9H17"/><path d="M7 14h10v7H7z"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "lock": '<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
}

FLIPPED = {"next", "back", "road"}
"""Icons that point along the reading direction."""

DRAWINGS = {
    "envelope": '<path class="lit" d="M6 14h36v22H6z"/><path d="m7 15 17 13 17-13M7 35l12-11M41 35 29 24"/>',
    "receipt": '<path class="lit" d="M12 5h24v37l-4-3-4 3-4-3-4 3-4-3-4 3z"/><path d="M18 14h12M18 20h12M18 26h7"/>',
    "counter": '<path class="lit" d="M5 30h38v5H5z"/><path d="M9 35v8M39 35v8M15 30V8h18v22"/><circle cx="24" cy="17" r="4"/><path d="M17 30c0-5 3-7 7-7s7 2 7 7"/>',
    "folder": '<path d="M12 16V6h18l5 5v5"/><path class="lit" d="M5 16h14l3 4h21v21H5z"/><path d="M18 10h8"/>',
    "interview": '<path class="lit" d="M4 8h21v13H14l-5 5v-5H4z"/><path d="M10 13h9M10 16.5h5"/><path d="M30 15h14v12h-3v5l-5-5h-6z"/><path d="M34 21h6M18 34h12M24 30v4M21 25a3 3 0 0 1 6 0v2a3 3 0 0 1-6 0zM24 34v8M18 42h12"/>',
    "family": '<path class="lit" d="M6 22 24 7l18 15v20H6z"/><circle cx="17" cy="25" r="3.5"/><circle cx="30.5" cy="25" r="3.5"/><circle cx="24" cy="32" r="2.5"/><path d="M11 42c0-7 2-10 6-10 1.8 0 3 .6 4 1.8M37 42c0-7-2-10-6.5-10-1.6 0-2.8.6-3.7 1.8M20 42c0-4 1.5-5.5 4-5.5s4 1.5 4 5.5"/>',
    "form": '<path class="lit" d="M9 5h22l6 6v32H9z"/><path d="M31 5v6h6M15 17h10M15 24h15M15 31h8"/><path d="m27 37 1-4 11-11 3 3-11 11z" class="lit"/>',
    "calendar": '<path class="lit" d="M6 10h36v32H6z"/><path d="M6 19h36M15 6v8M33 6v8"/><path d="m17 30 5 5 9-10"/>',
    "passport": '<path class="lit" d="M11 5h26v38H11z"/><circle cx="24" cy="20" r="7"/><path d="M17 20h14M24 13c-4 4-4 10 0 14M24 13c4 4 4 10 0 14M18 35h12"/>',
    "question": '<path class="lit" d="M5 8h38v25H24l-9 9v-9H5z"/><path d="M20.5 17a4 4 0 1 1 5.5 3.700c-1.3.5-2 1.3-2 2.800M24 28h.01"/>',
    "journey": '<path class="lit" d="M9 14h30v26H9z"/><path d="M18 14V8h12v6M9 22h30M17 22v4M31 22v4M15 40v3M33 40v3"/>',
    "stones": '<ellipse class="lit" cx="13" cy="36" rx="9" ry="5"/><ellipse class="lit" cx="29" cy="25" rx="7" ry="4"/><ellipse cx="39" cy="15" rx="5" ry="3"/><path d="M4 45c3-1.5 6-1.5 9 0s6 1.5 9 0 6-1.5 9 0 6 1.5 9 0"/>',
}


def icon(name: str) -> str:
    """The SVG of an icon, hidden from screen readers. Raises KeyError on an unknown name."""
    flip = " flip" if name in FLIPPED else ""
    return f'<svg class="icon{flip}" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'


def drawing(name: str) -> str:
    """The SVG of an illustration, hidden from screen readers. Raises KeyError as `icon` does."""
    return f'<svg class="drawing" viewBox="0 0 48 48" aria-hidden="true">{DRAWINGS[name]}</svg>'


def stones(here: int, total: int) -> str:
    """Stepping stones for step `here` (from 1) of `total`, for the eye only."""
    places = (
        "done" if number < here else "here" if number == here else "ahead"
        for number in range(1, total + 1)
    )
    return "".join(f'<i data-at="{place}" aria-hidden="true"></i>' for place in places)
