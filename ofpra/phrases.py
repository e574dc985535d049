"""What a person may say in the room, and show to the officer, in their order; pure.

A phrase is said in French. Its words, and those of the reader's language, are the text
`ofpra.phrases.<key>`; why it may be said, with the law, is `ofpra.phrases.<key>-why`.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXTS = "ofpra.phrases"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: its key in the texts, and the drawing beside its words."""

    key: str
    icon: str

    @property
    def slug(self) -> str:
        """Of the words to say."""
        return f"{TEXTS}.{self.key}"

    @property
    def why_slug(self) -> str:
        """Of what allows saying them."""
        return f"{TEXTS}.{self.key}-why"


PHRASES = (
    Phrase("not-understood", "ear"),
    Phrase("repeat", "repeat"),
    Phrase("interpreter", "translation"),
    Phrase("know-interpreter", "person"),
    Phrase("not-said", "not_said"),
    Phrase("note", "paper"),
    Phrase("do-not-know", "unknown"),
    Phrase("do-not-remember", "thought"),
    Phrase("pause", "pause"),
    Phrase("health", "health"),
    Phrase("woman", "woman"),
    Phrase("man", "man"),
    Phrase("french", "language"),
    Phrase("correct", "change"),
    Phrase("add", "add"),
    Phrase("papers", "folder"),
    Phrase("transcript", "copy"),
)

BY_KEY = {phrase.key: phrase for phrase in PHRASES}
