"""What the questions of the family path say: headings, reasons for asking, answers.

Translators: one person who has protection in France reads this alone, often on a phone. Address
that person formally. Nothing is known about anybody's gender: the sponsor may be a woman or a
man, and so may every relative. "OFPRA" is the French asylum office. A question about a death is
asked only after the person spoke of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from guide.forms import country_name, in_words
from guide.partial_dates import PartialDate
from reunification import questions
from reunification.questions import Kind, Page, Question, Section, Told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Words:
    """A page of one question: its heading, and why we ask, in one line."""

    heading: Text
    why: Text


ME, PROTECTION, RELATIVE, APPLICATION = Section

PAGES: dict[tuple[Section, str], Words] = {
    (ME, "name"): Words(
        _("Quel est votre nom complet ?"),
        _("Pour l’écrire sur vos papiers et vos lettres. Vous pouvez laisser vide."),
    ),
    (ME, "birth-date"): Words(
        _("Quelle est votre date de naissance ?"),
        _("La loi n’est pas la même avant et après 18 ans."),
    ),
    (ME, "origin"): Words(
        _("Quels sont votre nationalité et votre lieu de naissance ?"),
        _("Pour l’écrire sur vos papiers et vos lettres. Vous pouvez laisser vide."),
    ),
    (ME, "town"): Words(
        _("Dans quelle ville vivez-vous ?"),
        _("Pour l’écrire sur vos lettres. Vous pouvez laisser vide."),
    ),
    (ME, "couple"): Words(
        _("Quelle est votre situation de famille ?"),
        _("La loi n’est pas la même pour une personne mariée ou non."),
    ),
    (ME, "household"): Words(
        _("Qui vit déjà avec vous en France ?"),
        _("Cela peut changer la réponse pour les autres personnes de votre famille."),
    ),
    (PROTECTION, "status"): Words(
        _("Quelle protection avez-vous en France ?"),
        _("Ce droit existe seulement avec certaines protections."),
    ),
    (PROTECTION, "registered"): Words(
        _("Quel jour la préfecture a-t-elle enregistré votre demande d’asile ?"),
        _("C’est la date de votre première attestation de demande d’asile."),
    ),
    (PROTECTION, "claim"): Words(
        _("Quel jour l’OFPRA a-t-il reçu votre demande d’asile ?"),
        _(
            "La loi compare cette date avec la date de votre union. "
            "Si vous avez fait plusieurs demandes : celle qui a donné la protection."
        ),
    ),
    (PROTECTION, "decision"): Words(
        _("Quelle est la date de la décision qui vous protège ?"),
        _(
            "Elle est écrite sur la décision de l’OFPRA ou de la CNDA. "
            "Des délais partent de ce jour."
        ),
    ),
    (PROTECTION, "card"): Words(
        _("Avez-vous reçu votre première carte de séjour d’apatride ?"),
        _("Pour une personne apatride, le droit commence avec cette carte."),
    ),
    (PROTECTION, "card-day"): Words(
        _("Quelle est la date de cette carte de séjour ?"),
        _("Pour une personne apatride, le droit commence avec cette carte."),
    ),
    (PROTECTION, "withdrawal"): Words(
        _("Avez-vous reçu une lettre qui parle de retirer votre protection ?"),
        _("Dans ce cas, il faut un conseil avant de faire la demande."),
    ),
    (PROTECTION, "public-order"): Words(
        _("Avez-vous reçu une lettre qui parle de « menace pour l’ordre public » ?"),
        _("Dans ce cas, il faut un conseil avant de faire la demande."),
    ),
    (RELATIVE, "relation"): Words(
        _("Qui est cette personne pour vous ?"),
        _("Les conditions ne sont pas les mêmes pour chaque lien de famille."),
    ),
    (RELATIVE, "name"): Words(
        _("Quel est le nom complet de cette personne ?"),
        _("Écrivez le nom comme à l’OFPRA. Vous pouvez laisser vide."),
    ),
    (RELATIVE, "birth-date"): Words(
        _("Quelle est la date de naissance de cette personne ?"),
        _("L’âge compte beaucoup. Une date incomplète est possible."),
    ),
    (RELATIVE, "origin"): Words(
        _("Quels sont la nationalité et le lieu de naissance de cette personne ?"),
        _("Pour l’écrire sur les papiers et les lettres. Vous pouvez laisser vide."),
    ),
    (RELATIVE, "home"): Words(
        _("Où vit cette personne maintenant ?"),
        _("Le pays change le chemin à suivre, et le consulat où aller."),
    ),
    (RELATIVE, "couple"): Words(
        _("Quelle est la situation de famille de cette personne ?"),
        _("La loi demande parfois que la personne ne soit pas mariée."),
    ),
    (RELATIVE, "union"): Words(
        _("Quelle est votre union avec cette personne ?"),
        _("Chaque sorte d’union a ses papiers."),
    ),
    (RELATIVE, "union-day"): Words(
        _("Quelle est la date de votre mariage ou de votre union ?"),
        _("La loi compare cette date avec la date de votre demande d’asile."),
    ),
    (RELATIVE, "union-record"): Words(
        _("Le mariage a-t-il été écrit plus tard dans un registre officiel ? À quelle date ?"),
        _("Un mariage écrit plus tard au registre n’empêche pas la demande."),
    ),
    (RELATIVE, "life-together"): Words(
        _("De quand à quand avez-vous vécu ensemble ?"),
        _("La vie commune avant la demande d’asile peut aider, même sans acte de mariage."),
    ),
    (RELATIVE, "children-together"): Words(
        _("Avez-vous un enfant ensemble ?"),
        _("Un enfant ensemble aide à montrer votre vie de couple."),
    ),
    (RELATIVE, "union-end"): Words(
        _("Cette union est-elle terminée ? À quelle date ?"),
        _("La loi parle des personnes qui sont encore en couple."),
    ),
    (RELATIVE, "other-unions"): Words(
        _("Une de ces deux personnes est-elle mariée avec plusieurs personnes en même temps ?"),
        _("Vous et cette personne. La loi a une règle pour ce cas, et un conseil peut aider."),
    ),
    (RELATIVE, "other-parent"): Words(
        _("Où est l’autre parent de cet enfant ?"),
        _("La loi protège les droits des deux parents."),
    ),
    (RELATIVE, "other-parent-since"): Words(
        _("Depuis quand ?"),
        _("La date écrite sur le papier, ou la date des dernières nouvelles."),
    ),
    (RELATIVE, "custody"): Words(
        _("Un juge a-t-il confié l’enfant à quelqu’un ?"),
        _("Une décision d’un juge peut ouvrir le droit."),
    ),
    (RELATIVE, "custody-day"): Words(
        _("Quelle est la date de cette décision du juge ?"),
        _("La date est écrite sur la décision."),
    ),
    (RELATIVE, "consent"): Words(
        _("L’autre parent est-il d’accord pour que l’enfant vive en France ?"),
        _("Son accord écrit peut être demandé."),
    ),
    (RELATIVE, "adoption"): Words(
        _("Quelle est la date du jugement d’adoption ?"),
        _("L’adoption se montre avec un jugement."),
    ),
    (RELATIVE, "travels-with"): Words(
        _("Cette personne vient-elle avec votre père ou votre mère ?"),
        _("Un frère ou une sœur vient avec un parent, en même temps."),
    ),
    (RELATIVE, "care"): Words(
        _("Cette personne vit-elle avec ce parent, qui s’occupe d’elle ?"),
        _("La loi demande que le parent s’occupe vraiment de l’enfant."),
    ),
    (RELATIVE, "told-ofpra"): Words(
        _("Avez-vous parlé de cette personne à l’OFPRA ?"),
        _("Dans votre dossier d’asile ou pendant l’entretien. Un oubli peut s’expliquer."),
    ),
    (RELATIVE, "persecution"): Words(
        _("Cette personne a-t-elle participé à ce que vous avez fui ?"),
        _("La loi parle de ce cas. Vous pouvez choisir « Je ne sais pas »."),
    ),
    (RELATIVE, "first-request"): Words(
        _("Quel jour avez-vous demandé un rendez-vous au consulat pour la première fois ?"),
        _("Un message daté que vous avez gardé peut compter, surtout pour l’âge d’un enfant."),
    ),
    (RELATIVE, "earlier-refusal"): Words(
        _("Un visa a-t-il déjà été refusé à cette personne ? Depuis quand est-ce définitif ?"),
        _("Après un refus définitif, l’âge se compte à la nouvelle demande."),
    ),
    (APPLICATION, "day"): Words(
        _("Quel jour votre famille va-t-elle au consulat ?"),
        _(
            "L’âge des enfants se compte ce jour-là. Écrivez le jour prévu, ou le jour passé. "
            "Sans date, nous comptons aujourd’hui."
        ),
    ),
    (APPLICATION, "together"): Words(
        _("Est-ce que toute la famille fait la demande en même temps ?"),
        _("La loi demande en principe une seule demande pour toute la famille."),
    ),
}

OF_THE_PARENTS: dict[str, Words] = {
    "union": Words(
        _("Quelle est l’union entre vous et l’autre parent de cet enfant ?"),
        _("Elle peut changer la réponse pour l’enfant."),
    ),
    "union-day": Words(
        _("Quelle est la date de l’union entre vous et l’autre parent de cet enfant ?"),
        _("La loi compare cette date avec la date de votre demande d’asile."),
    ),
    "other-unions": Words(
        _("Avec l’autre parent de cet enfant : votre mariage existe-t-il encore ?"),
        _("La loi a une règle sur le mariage avec plusieurs personnes en même temps."),
    ),
    "life-together": Words(
        _("De quand à quand avez-vous vécu avec l’autre parent de cet enfant ?"),
        _("La vie commune avant la demande d’asile peut aider, même sans acte de mariage."),
    ),
}
"""The same pages when they are asked about the parents of a child."""

HALF_SIBLING_PARENT = Words(
    _("Où est l’autre parent de cette personne, celui qui ne vient pas avec elle ?"),
    _("La loi protège les droits des deux parents."),
)

LABELS: dict[str, Text] = {
    "full_name": _("Nom complet"),
    "birth_date": _("Date de naissance"),
    "nationality": _("Nationalité"),
    "place_of_birth": _("Lieu de naissance"),
    "town": _("Ville"),
    "lives_in": _("Pays où vit la personne"),
    "marital_status": _("Situation de famille"),
    "lives_in_france_with": _("Vit déjà avec vous en France"),
    "status": _("Protection en France"),
    "registered_on": _("Demande enregistrée à la préfecture"),
    "claim_lodged_on": _("Demande d’asile reçue par l’OFPRA"),
    "protected_on": _("Décision qui vous protège"),
    "residence_card_issued": _("Première carte de séjour reçue"),
    "residence_card_issued_on": _("Date de la carte de séjour"),
    "protection_being_withdrawn": _("Lettre sur le retrait de la protection"),
    "public_order_concern": _("Lettre sur l’ordre public"),
    "relation": _("Lien de famille"),
    "union.kind": _("Sorte d’union"),
    "union.formed_on": _("Date de l’union"),
    "union.registered_on": _("Mariage écrit au registre"),
    "union.life_together_from": _("Début de la vie commune"),
    "union.life_together_until": _("Fin de la vie commune"),
    "union.common_children": _("Enfant ensemble"),
    "union.ended_on": _("Fin de l’union"),
    "union.polygamous": _("Mariage avec plusieurs personnes"),
    "other_parent": _("L’autre parent"),
    "other_parent_since": _("Depuis quand"),
    "custody": _("Décision d’un juge sur la garde"),
    "custody_decision_on": _("Date de la décision du juge"),
    "other_parent_consents": _("Accord de l’autre parent"),
    "adoption_decision_on": _("Date du jugement d’adoption"),
    "comes_with_parent": _("Vient avec un parent"),
    "in_care_of_joining_parent": _("Vit avec ce parent"),
    "declared_to_ofpra": _("Vous en avez parlé à l’OFPRA"),
    "author_of_persecution": _("A participé à ce que vous avez fui"),
    "first_request_on": _("Première demande de rendez-vous"),
    "earlier_refusal_final_on": _("Refus de visa définitif"),
    "applied_on": _("Jour au consulat"),
    "whole_family_applies": _("Toute la famille en même temps"),
}

OPTIONS: dict[str, dict[str, Text]] = {
    "status": {
        "refugee": _("Statut de réfugié"),
        "subsidiary_protection": _("Protection subsidiaire"),
        "stateless": _("Statut d’apatride"),
        "asylum_seeker": _("Ma demande d’asile est en cours"),
        "temporary_protection": _("Protection temporaire (Ukraine)"),
        "family_residence_card": _("Carte de séjour comme membre de la famille"),
        "protected_other_state": _("Protection donnée par un autre pays d’Europe"),
        "naturalised": _("J’avais une protection, j’ai maintenant la nationalité française"),
        "other": _("Une autre situation"),
    },
    "marital_status": {
        "single": _("Célibataire : jamais de mariage"),
        "married": _("Mariage"),
        "civil_union": _("Union civile, comme un PACS"),
        "cohabiting": _("Vie en couple, sans mariage"),
        "divorced": _("Divorce ou séparation"),
        "widowed": _("Veuf ou veuve"),
    },
    "lives_in_france_with": {
        "spouse": _("Mon mari, ma femme ou mon partenaire"),
        "mother": _("Ma mère"),
        "father": _("Mon père"),
        "nobody": _("Aucune de ces personnes"),
    },
    "relation": {
        "spouse": _("Mon mari ou ma femme"),
        "civil_partner": _("Mon partenaire : nous avons une union civile, comme un PACS"),
        "cohabiting_partner": _("Mon partenaire : nous vivions ensemble sans mariage"),
        "fiance": _("La personne que je veux épouser"),
        "child_of_couple": _("Mon enfant, avec mon mari, ma femme ou mon partenaire"),
        "child_other_union": _("Mon enfant, avec une autre personne"),
        "stepchild": _("L’enfant de mon mari, de ma femme ou de mon partenaire"),
        "adopted_child": _("Un enfant que j’ai adopté, avec un jugement"),
        "kafala_child": _("Un enfant confié à ma garde (kafala, tutelle)"),
        "parent": _("Mon père ou ma mère"),
        "sibling": _("Mon frère ou ma sœur : même père et même mère"),
        "half_sibling": _("Mon frère ou ma sœur : un seul parent en commun"),
        "grandchild": _("Mon petit-fils ou ma petite-fille"),
        "grandparent": _("Mon grand-père ou ma grand-mère"),
        "nephew_or_niece": _("Mon neveu ou ma nièce"),
        "other": _("Une autre personne"),
    },
    "union.kind": {
        "civil_marriage": _("Mariage à l’état civil"),
        "religious_or_customary_marriage": _("Mariage religieux ou coutumier"),
        "civil_union": _("Union civile, comme un PACS"),
        "cohabitation": _("Vie ensemble, sans mariage"),
        "none": _("Nous n’avons pas vécu ensemble"),
    },
    "other_parent": {
        "joining": _("L’autre parent vient aussi en France, maintenant ou plus tard"),
        "in_france_with_sponsor": _("L’autre parent est déjà en France, avec moi"),
        "elsewhere": _("L’autre parent vit ailleurs et ne vient pas"),
        "missing": _("Nous n’avons pas de nouvelles de l’autre parent"),
        "deceased": _("L’autre parent est décédé"),
        "rights_removed": _("Un juge a retiré ses droits à l’autre parent"),
        "not_on_birth_record": _("L’acte de naissance nomme un seul parent"),
    },
    "custody": {
        "sponsor_or_spouse": _("Oui, à moi, ou à mon mari, ma femme ou mon partenaire"),
        "other_parent": _("Oui, à l’autre parent"),
        "no_decision": _("Non, il n’y a pas de décision d’un juge"),
    },
}

RELATIONS_SHORT: dict[str, Text] = {
    "spouse": pgettext_lazy("relation", "Mari ou femme"),
    "civil_partner": pgettext_lazy("relation", "Partenaire d’union civile"),
    "cohabiting_partner": pgettext_lazy("relation", "Partenaire sans mariage"),
    "fiance": pgettext_lazy("relation", "Futur mari ou future femme"),
    "child_of_couple": pgettext_lazy("relation", "Enfant du couple"),
    "child_other_union": pgettext_lazy("relation", "Enfant d’une autre union"),
    "stepchild": pgettext_lazy("relation", "Enfant du conjoint ou partenaire"),
    "adopted_child": pgettext_lazy("relation", "Enfant adopté"),
    "kafala_child": pgettext_lazy("relation", "Enfant confié (kafala, tutelle)"),
    "parent": pgettext_lazy("relation", "Père ou mère"),
    "sibling": pgettext_lazy("relation", "Frère ou sœur"),
    "half_sibling": pgettext_lazy("relation", "Demi-frère ou demi-sœur"),
    "grandchild": pgettext_lazy("relation", "Petit-enfant"),
    "grandparent": pgettext_lazy("relation", "Grand-parent"),
    "nephew_or_niece": pgettext_lazy("relation", "Neveu ou nièce"),
    "other": pgettext_lazy("relation", "Autre personne"),
}

UNKNOWN_OR_NO: dict[str, Text] = {
    "union.registered_on": _("Non, ou je ne sais pas"),
    "union.life_together_until": _("Nous vivons encore ensemble, ou je ne sais pas"),
    "union.ended_on": _("L’union continue, ou je ne sais pas"),
    "first_request_on": _("Pas encore, ou je ne sais pas"),
    "earlier_refusal_final_on": _("Pas de refus, ou je ne sais pas"),
    "applied_on": _("Je ne sais pas encore"),
}
"""Questions on something that may not have happened: how "I do not know" is said there."""

RELATION_GROUPS: tuple[Text, ...] = (
    _("Couple"),
    _("Enfants"),
    _("Parents, frères et sœurs"),
    _("Autres personnes"),
)

SECTIONS: dict[Section, Text] = {
    ME: _("Vous"),
    PROTECTION: _("Votre protection et vos dates"),
    RELATIVE: _("Votre famille"),
    APPLICATION: _("La demande au consulat"),
}

DOUBTS: dict[str, Text] = {
    "union_before_birth": _(
        "Vous avez écrit une union le %(day)s et une naissance le %(other)s. "
        "L’union serait avant la naissance."
    ),
    "child_older_than_sponsor": _(
        "Vous avez écrit une naissance le %(day)s pour l’enfant et le %(other)s pour vous. "
        "L’enfant serait plus âgé que vous."
    ),
    "parent_younger_than_sponsor": _(
        "Vous avez écrit une naissance le %(day)s pour cette personne et le %(other)s pour vous. "
        "Cette personne serait plus jeune que vous."
    ),
    "before_birth": _(
        "Vous avez écrit le %(day)s ici, et une naissance le %(other)s. "
        "Cette date serait avant la naissance."
    ),
    "protected_before_claim": _(
        "Vous avez écrit une décision le %(day)s et une demande d’asile le %(other)s. "
        "La décision serait avant la demande."
    ),
    "ends_before_it_begins": _(
        "Vous avez écrit une date de fin, le %(day)s, et une date de début, le %(other)s. "
        "La fin serait avant le début."
    ),
    "in_the_future": _("Le %(day)s n’est pas encore arrivé."),
}
DATES_DISAGREE = _("Deux réponses ne vont pas ensemble. Vérifiez les dates.")

FIRST_OF_JANUARY = _(
    "Sur beaucoup de papiers, le 1er janvier veut dire que le jour n’est pas connu. "
    "Gardez la date de vos papiers."
)


def page_words(page: Page, told: Told) -> Words:
    """Heading and reason of a page, for this person."""
    if page.section is RELATIVE:
        relation = told.relative.get("relation")
        if relation in questions.CHILDREN and page.slug in OF_THE_PARENTS:
            return OF_THE_PARENTS[page.slug]
        if relation == "half_sibling" and page.slug == "other-parent":
            return HALF_SIBLING_PARENT
    return PAGES[page.section, page.slug]


def option_words(question: Question, told: Told) -> list[tuple[str, Text]]:
    words = OPTIONS[question.key]
    return [(option, words[option]) for option in question.options(told)]


def relation_choices() -> list[tuple[Text, list[tuple[str, Text]]]]:
    """The family links in groups, for a short list of headings."""
    words = OPTIONS["relation"]
    return [
        (name, [(relation, words[relation]) for relation in group])
        for name, group in zip(RELATION_GROUPS, questions.RELATION_GROUPS, strict=True)
    ]


def answer_words(question: Question, value: Any) -> str:
    """A stored answer as a reader sees it."""
    if value is None and question.kind in (Kind.NAME, Kind.PLACE):
        return gettext("Laissé vide")
    if value is None:
        return str(UNKNOWN_OR_NO.get(question.key, gettext("Je ne sais pas")))
    match question.kind:
        case Kind.YES_NO:
            return gettext("Oui") if value else gettext("Non")
        case Kind.CHOICE:
            return str(OPTIONS[question.key].get(value, value))
        case Kind.SEVERAL:
            words = OPTIONS[question.key]
            return " · ".join(str(words.get(one, one)) for one in value)
        case Kind.COUNTRY:
            return country_name(value)
        case Kind.PARTIAL_DATE | Kind.DAY:
            return date_words(value)
    return str(value)


def date_words(value: str) -> str:
    """A stored date in words, and whether it is only a year or a month."""
    known = questions.partial(value)
    return str(value) if known is None else in_words(known)


def doubt_words(problem: str, day: PartialDate | None, other: PartialDate | None) -> str:
    """What does not fit together, said with both dates."""
    sentence = DOUBTS.get(problem)
    if sentence is None or day is None or (other is None and "%(other)s" in str(sentence)):
        return str(DATES_DISAGREE)
    return str(sentence) % {"day": in_words(day), "other": in_words(other) if other else ""}


def person_name(facts: questions.Facts, number: int) -> str:
    """How pages call a person: by the name given, else by the place in the list."""
    return facts.get("full_name") or gettext("Personne %(number)d") % {"number": number}
