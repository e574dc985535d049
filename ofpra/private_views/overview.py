"""The claim's own first page: every part, what it gives, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from guide.privacy import private
from guide.private_pages import answers_of
from ofpra import claim
from ofpra.person import summons
from ofpra.private_views.common import claim_of, show


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the dossier: its page, its name, what it gives."""

    page: str
    name: Any
    text: Any
    told: str = ""
    """The part of the stored claim that says how far it is."""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A part as the page shows it."""

    url: str
    name: Any
    text: Any
    is_begun: bool
    count: str


PARTS: tuple[tuple[Any, tuple[Part, ...]], ...] = (
    (
        _("Où j’en suis"),
        (
            Part(
                "claim:plan",
                _("Mon plan"),
                _("Ce qui est fait, et le prochain jour qui compte"),
                "dates",
            ),
        ),
    ),
    (
        _("Me préparer à l’entretien"),
        (
            Part(
                "claim:prepare",
                _("Ma préparation"),
                _("Les sujets de l’entretien, un par un"),
                "ticks",
            ),
            Part(
                "claim:chronology",
                _("Ma chronologie"),
                _("Ce qui s’est passé, dans l’ordre que vous voulez"),
                "cards",
            ),
            Part(
                "claim:papers",
                _("Mes documents"),
                _("Ce que montre chaque papier, et la liste pour l’OFPRA"),
                "papers",
            ),
            Part(
                "claim:form_check",
                _("Vérifier mon formulaire"),
                _("Comparer la copie avec vos papiers, et noter les différences"),
                "form_check",
            ),
        ),
    ),
    (
        _("Ce que j’écris une seule fois"),
        (
            Part(
                "claim:me",
                _("Mon nom et mon adresse"),
                _("Pour les lettres et la feuille à imprimer"),
                "me",
            ),
            Part(
                "claim:summons",
                _("Ma convocation"),
                _("Le jour, l’heure et le lieu, comme sur la lettre"),
                "summons",
            ),
            Part(
                "claim:language",
                _("Ma langue exacte"),
                _("Une phrase à montrer à l’OFPRA et à l’interprète"),
                "language",
            ),
        ),
    ),
    (
        _("Écrire et imprimer"),
        (
            Part(
                "dossier:claim_letters",
                _("Les lettres"),
                _("En français, à relire, à signer et à envoyer"),
                "letters",
            ),
            Part(
                "dossier:claim_print",
                _("Imprimer pour l’entretien"),
                _("La feuille à emporter le jour de l’entretien"),
            ),
        ),
    ),
)


@private
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every part of the claim; nothing is stored by looking."""
    stored = claim_of(request)
    context = {
        "groups": [(name, _rows(parts, stored)) for name, parts in PARTS],
        "expires_on": answers_of(request).expires_on,
        "summons": summons(stored),
    }
    return show(request, "home", context)


def _rows(parts: tuple[Part, ...], stored: dict[str, Any]) -> list[Row]:
    rows = []
    for part in parts:
        count = _in_words(part.told, claim.count(stored, part.told))
        is_begun = bool(stored.get(part.told))
        rows.append(Row(reverse(part.page), part.name, part.text, is_begun, count))
    return rows


def _in_words(part: str, count: int) -> str:
    """ "3 dates"; nothing where a number would say nothing."""
    if not count:
        return ""
    match part:
        case "dates":
            words = ngettext("%(n)d date", "%(n)d dates", count)
        case "cards":
            words = ngettext("%(n)d carte", "%(n)d cartes", count)
        case "papers":
            words = ngettext("%(n)d document", "%(n)d documents", count)
        case _:
            return ""
    return words % {"n": count}
