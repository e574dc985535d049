"""One page that shows every part of the look side by side; for those who build and review it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from guide import colours, icons
from guide.forms import CountryField, DateField
from guide.style_sheet import PRIVATE, style_sheet

TEXT_SIZES = ("text-1", "text-2", "text-3", "text-4", "text-5")
SPACES = {
    "gap-1": "4.5",
    "gap-2": "9",
    "gap-3": "13.5",
    "gap-4": "20.25",
    "gap-5": "31.5",
    "gap-6": "45",
    "gap-7": "72",
}
"""Spaces of the tokens, in pixels at the usual text size."""

SAMPLE_ANSWERS = {
    "town": "Nantes",
    "name": "",
    "relation": "spouse",
    "born_on-day": "17",
    "born_on-month": "9",
    "born_on-year": "2011",
}


class SampleForm(forms.Form):
    """One field of each kind, the second with an error."""

    town = forms.CharField(label="Dans quelle ville vit cette personne ?", required=False)
    name = forms.CharField(
        label="Son nom, comme sur ses papiers", help_text="Dans n’importe quelle écriture."
    )
    relation = forms.ChoiceField(
        label="Qui est cette personne pour vous ?",
        widget=forms.RadioSelect,
        choices=[
            ("spouse", "Ma femme ou mon mari"),
            ("child", "Mon enfant"),
            ("unknown", "Je ne sais pas"),
        ],
        initial="spouse",
    )
    country = CountryField(label="Dans quel pays vit cette personne ?")
    born_on = DateField(label="Sa date de naissance", help_text="Seulement l’année, au besoin.")


def patterns(request: HttpRequest) -> HttpResponse:
    """Tokens, elements, components and states, with the sheet of private pages."""
    light, dark = colours.themes()
    form = SampleForm(SAMPLE_ANSWERS)
    context: dict[str, Any] = {
        "css": mark_safe(style_sheet(PRIVATE)),  # noqa: S308  our own file
        "colours": [(name, light[name], dark[name]) for name in light],
        "pairs": [
            (
                text,
                ground,
                f"{colours.contrast(light[text], light[ground]):.1f}",
                f"{colours.contrast(dark[text], dark[ground]):.1f}",
            )
            for text, ground in (*colours.TEXT_PAIRS, *colours.SHAPE_PAIRS)
        ],
        "sizes": TEXT_SIZES,
        "spaces": SPACES,
        "icons": icons.ICONS,
        "drawings": icons.DRAWINGS,
        "form": form,
        "day": date(2026, 12, 10),
        "outcomes": [
            ("eligible", "Votre femme peut demander à vous rejoindre."),
            ("needs_advice", "Pour votre fils, voyez d’abord un juriste."),
            ("other_route", "Votre mère peut venir par une autre voie."),
            ("not_eligible", "Votre cousin ne peut pas venir par la réunification familiale."),
            ("needs_facts", "Pour votre fille, il manque une date."),
        ],
        "verdicts": ["met", "advice", "not_met", "unknown"],
    }
    return render(request, "guide/patterns.html", context)
