"""The site's style sheet, inlined in every page, and its hash for the security policy; pure.

Inlined, it saves a round trip on a slow network; allowed by hash and not by nonce, the pages
that carry it stay the same for everybody and can be cached whole.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

CSS_DIR = Path(__file__).resolve().parent.parent / "static" / "css"
PUBLIC = ("tokens.css", "base.css", "components.css")
PRIVATE = (*PUBLIC, "forms.css")
"""Private pages also carry the sheet of forms, checklists and results."""
CALM = (*PUBLIC, "calm.css")
"""The phrases for the room and the quiet page."""
SHEETS = (PUBLIC, PRIVATE, CALM)
"""Every sheet that a page may carry."""


@cache
def style_sheet(names: tuple[str, ...]) -> str:
    """The named files one after the other, without comments and needless white space."""
    text = "".join((CSS_DIR / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).strip()


def csp_hash(sheet: str) -> str:
    """The source expression that allows exactly this inline sheet."""
    digest = hashlib.sha256(sheet.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
