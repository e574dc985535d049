"""What can go wrong with a dossier, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guide.problems import Problem

NOT_READABLE = _("Sans la bonne clé, personne ne peut lire vos réponses. Nous non plus.")
BEGIN_AGAIN = _("Vous pouvez commencer un nouveau dossier. Les pages imprimées restent à vous.")
BEGIN = _("Commencer un nouveau dossier avec cette réponse")

CLOSED = {
    "idle": Problem(
        slug="idle",
        status=410,
        title=_("Votre dossier est fermé"),
        happened=_(
            "Personne n’a utilisé ce dossier pendant 2 heures. Nous l’avons fermé pour vous "
            "protéger, car une autre personne peut prendre ce téléphone."
        ),
        safe=_(
            "Personne ne peut plus lire vos réponses. Nous non plus. Nous les effaçons 30 jours "
            "après votre dernière visite."
        ),
        following=BEGIN_AGAIN,
        button=BEGIN,
    ),
    "gone": Problem(
        slug="gone",
        status=410,
        title=_("Ce dossier n’existe plus"),
        happened=_("Vous l’avez effacé, ou personne n’est venu pendant 30 jours."),
        safe=_("Nous ne gardons plus aucune réponse de ce dossier."),
        following=BEGIN_AGAIN,
        button=BEGIN,
    ),
    "damaged": Problem(
        slug="damaged",
        status=410,
        title=_("Nous ne pouvons plus ouvrir votre dossier"),
        happened=_("Les réponses gardées chez nous sont abîmées. Ce n’est pas votre faute."),
        safe=NOT_READABLE,
        following=BEGIN_AGAIN,
        button=BEGIN,
    ),
    "foreign": Problem(
        slug="foreign",
        status=410,
        title=_("Nous ne pouvons pas ouvrir ce dossier"),
        happened=_("Votre navigateur a envoyé une clé qui n’ouvre aucun dossier."),
        safe=NOT_READABLE,
        following=BEGIN_AGAIN,
        button=BEGIN,
    ),
}
CHANGED = Problem(
    slug="changed",
    status=409,
    title=_("Cette réponse a changé pendant que vous écriviez"),
    happened=_("Une autre page, ou une autre personne, a enregistré une réponse différente."),
    safe=_("Nous n’avons rien remplacé. Ce que vous avez écrit est encore là."),
    following=_("Ouvrez encore la page. Regardez la réponse enregistrée, puis choisissez."),
    again=False,
)
MISSING = Problem(
    slug="missing",
    status=404,
    title=_("Cette page n’est plus dans votre dossier"),
    happened=_("La personne ou la page a peut-être été retirée de votre dossier."),
    safe=_("Ce que vous avez écrit est encore là. Vos autres réponses n’ont pas changé."),
    following=_("Gardez une copie de votre texte, puis ouvrez votre dossier."),
    again=False,
)
BUSY = Problem(
    slug="busy",
    status=503,
    title=_("Nous n’avons pas encore enregistré votre réponse"),
    happened=_("Beaucoup de réponses arrivent dans ce dossier au même moment."),
    safe=_("Ce que vous avez écrit est encore là. Vos réponses d’avant n’ont pas changé."),
    following=_("Attendez quelques secondes, puis touchez « Envoyer encore »."),
)
FULL = Problem(
    slug="full",
    status=413,
    title=_("Votre dossier est plein"),
    happened=_("Vos réponses sont trop longues pour un seul dossier."),
    safe=_("Vos réponses d’avant n’ont pas changé."),
    following=_("Gardez une copie de votre texte. Revenez à la page d’avant et écrivez moins."),
    again=False,
)
TOO_OFTEN = {
    "open": Problem(
        slug="too_often",
        status=429,
        title=_("Trop de dossiers commencent en ce moment"),
        happened=_(
            "Beaucoup de dossiers ont été commencés depuis votre réseau (le wifi ou l’opérateur "
            "de votre téléphone)."
        ),
        safe=_("Ce que vous avez écrit est encore là."),
        following=_(
            "Attendez quelques minutes, puis touchez « Envoyer encore ». Vous pouvez aussi "
            "changer de réseau."
        ),
    ),
    "print": Problem(
        slug="too_often",
        status=429,
        title=_("Trop de pages s’impriment en ce moment"),
        happened=_(
            "Beaucoup de dossiers ont été imprimés depuis votre réseau (le wifi ou l’opérateur "
            "de votre téléphone)."
        ),
        safe=_("Votre dossier n’a pas changé."),
        following=_("Attendez quelques minutes, puis essayez encore."),
    ),
}
