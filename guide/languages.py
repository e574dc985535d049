"""The languages of the program: code, names, direction, `lang` attribute, paper fonts; pure.

All are known here, so that a name typed or a paper read in any of them can be shown. The site
offers those of the setting `OFFERED_LANGUAGES`, which have content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SOURCE = "fr"
"""The only official wording; every other language is a help to understand it."""

WRITTEN_HERE = ("fr", "en")
"""Languages whose texts are written with the program, not translated from it."""

SANS = "Noto Sans"
EVERY_SCRIPT = (
    SANS,
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
)
"""The end of every font stack on paper: a name may be written in any script."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its Django `code`, its French and own names, and how it is written."""

    code: str
    french_name: str
    endonym: str
    is_rtl: bool
    tag: str
    """BCP 47, for the `lang` attribute."""
    font: str = SANS

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.is_rtl else "ltr"

    @property
    def paper_fonts(self) -> tuple[str, ...]:
        """Font families for print, the script of the language first, every script after."""
        return tuple(dict.fromkeys((self.font, *EVERY_SCRIPT)))


ARABIC, ETHIOPIC = "Noto Sans Arabic", "Noto Sans Ethiopic"

ALL = (
    Language("fr", "français", "Français", False, "fr"),
    Language("en", "anglais", "English", False, "en"),
    Language("fa-af", "dari / persan", "دری / فارسی", True, "fa-AF", ARABIC),
    Language("ps", "pachto", "پښتو", True, "ps", ARABIC),
    Language("ar", "arabe", "العربية", True, "ar", ARABIC),
    Language("uk", "ukrainien", "Українська", False, "uk"),
    Language("bn", "bengali", "বাংলা", False, "bn", "Noto Sans Bengali"),
    Language("ht", "créole haïtien", "Kreyòl ayisyen", False, "ht"),
    Language("tr", "turc", "Türkçe", False, "tr"),
    Language("ru", "russe", "Русский", False, "ru"),
    Language("ti", "tigrigna", "ትግርኛ", False, "ti", ETHIOPIC),
    Language("so", "somali", "Soomaali", False, "so"),
    Language("es", "espagnol", "Español", False, "es"),
    Language("ln", "lingala", "Lingála", False, "ln"),
    Language("ff", "peul (pular)", "Pular / Pulaar", False, "ff-Latn"),
    Language("ka", "géorgien", "ქართული", False, "ka", "Noto Sans Georgian"),
    Language("sq", "albanais", "Shqip", False, "sq"),
    Language("pt", "portugais", "Português", False, "pt-PT"),
    Language("ta", "tamoul", "தமிழ்", False, "ta", "Noto Sans Tamil"),
    Language("bm", "bambara", "Bamanankan", False, "bm"),
    Language("kmr", "kurde kurmandji", "Kurdî (kurmancî)", False, "kmr-Latn"),
    Language("am", "amharique", "አማርኛ", False, "am", ETHIOPIC),
    Language("hy", "arménien", "Հայերեն", False, "hy", "Noto Sans Armenian"),
    Language("snk", "soninké", "Sooninkanxanne", False, "snk"),
    Language("ckb", "kurde sorani", "کوردیی ناوەندی", True, "ckb", ARABIC),
    Language("ur", "ourdou", "اردو", True, "ur", ARABIC),
)

BY_CODE = {language.code: language for language in ALL}


def language(code: str) -> Language:
    """The language of that Django code. Raises KeyError when the program does not know it."""
    return BY_CODE[code]
