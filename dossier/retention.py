"""What is kept, why, on what ground and how long; and the deletion of what is over.

`FIELDS` lists every stored field of every app of the project. A test fails when one is missing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossier.models import Dossier, Window

logger = logging.getLogger(__name__)

APPS = frozenset({"guide", "ofpra", "reunification", "dossier"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a field is stored, the legal ground, and for how long. `personal`: about a person?"""

    purpose: str | Promise
    ground: str | Promise
    lifetime: str | Promise
    personal: bool = True


ASKED = _(
    "Votre consentement: vous commencez le dossier vous-même et vous pouvez l’effacer à tout "
    "moment (RGPD, article 6, 1, a et article 9, 2, a)"
)
PROTECTION = _("Notre intérêt légitime: protéger le service (RGPD, article 6, 1, f)")
NO_PERSON = _("Aucun: cette donnée ne dit rien d’une personne")
UNTIL_30_DAYS = _("30 jours après votre dernière visite, ou tout de suite si vous effacez tout")
UNTIL_WINDOW = _("Jusqu’à la fin de la période comptée, une heure au plus")
UNTIL_CONTENT = _("Tant que le texte est publié")

_TEXT = Kept(_("Un texte public du guide"), NO_PERSON, UNTIL_CONTENT, personal=False)
_PUBLIC = {
    "guide.ContentVersion": "id number digest changed_at",
    "guide.Text": "id slug text risk facts states",
    "guide.Article": "id slug app section order step blocks",
    "guide.Source": "id key order name site dated kind",
    "guide.Fact": "id key order law sources confidence read_on check_at new_rules",
    "guide.Value": "id name value facts",
    "guide.Term": "id key order theme name meaning",
    "guide.Post": (
        "id country order city post_country website booking fallback notes as_of confidence"
    ),
}
"""Models that hold nothing but the published guide, and their fields."""

FIELDS: dict[str, Kept] = {
    **{f"{model}.{name}": _TEXT for model, names in _PUBLIC.items() for name in names.split()},
    "dossier.Dossier.id": Kept(
        _("Retrouver votre dossier avec la clé de votre navigateur"), ASKED, UNTIL_30_DAYS
    ),
    "dossier.Dossier.sealed": Kept(
        _("Garder vos réponses, chiffrées: nous ne pouvons pas les lire en votre absence"),
        ASKED,
        UNTIL_30_DAYS,
    ),
    "dossier.Dossier.version": Kept(
        _("Ne pas remplacer une réponse sans vous le dire, si deux pages sont ouvertes"),
        ASKED,
        UNTIL_30_DAYS,
    ),
    "dossier.Dossier.expires_on": Kept(
        _("Effacer votre dossier le bon jour"), ASKED, UNTIL_30_DAYS
    ),
    "dossier.Window.id": Kept(
        _("Compter les demandes d’un même réseau, sans garder son adresse"),
        PROTECTION,
        UNTIL_WINDOW,
    ),
    "dossier.Window.count": Kept(
        _("Arrêter une machine qui envoie trop de demandes"), PROTECTION, UNTIL_WINDOW
    ),
    "dossier.Window.ends_at": Kept(_("Effacer ce compte au bon moment"), PROTECTION, UNTIL_WINDOW),
}


def stored_fields() -> Iterator[str]:
    """Every field of the project's models as `app.Model.field`; a translated one counts once."""
    suffixes = tuple(f"_{code.replace('-', '_')}" for code in settings.OFFERED_LANGUAGES)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in APPS:
            continue
        names = {field.name for field in model._meta.get_fields() if _is_stored(field)}
        for name in sorted(names):
            original = next((name.removesuffix(end) for end in suffixes if name.endswith(end)), "")
            if original not in names:
                yield f"{model._meta.label}.{name}"


def _is_stored(field: object) -> bool:
    return isinstance(field, models.Field) and (field.concrete or field.many_to_many is True)


def purge(today: date | None = None) -> int:
    """Delete what is over, and say how many dossiers it was. Harmless when run twice at once.

    Runs when a dossier begins and at its first visit of a day, for hosts without a timer.
    """
    dossiers, _by_model = Dossier.objects.expired(today or timezone.localdate()).delete()
    Window.objects.over(timezone.now()).delete()
    if dossiers:
        logger.info("dossiers_expired", extra={"count": dossiers})
    return dossiers
