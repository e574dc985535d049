"""The pages of the plan: the track, the dates, what is shown, and the calendar file."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from guide import content
from ofpra.plan import CHOICES, GROUPS, Track, plan, plan_facts
from ofpra.procedure import RULES
from tests.ofpra.conftest import ClaimWalker
from tests.walking import day, form_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_day")]

MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def said(slug: str) -> str:
    """A text as a French page has it."""
    return content.current().text(slug, "fr").plain


def tell(walker: ClaimWalker, track: str = "normal", **told: str) -> None:
    """Say the track, then dates written YYYY-MM-DD and choices."""
    walker.send("plan/track/", track=track)
    send(walker, **told)


def send(walker: ClaimWalker, **told: str):
    changes: dict[str, str] = {}
    for name, value in told.items():
        if name.endswith("_on"):
            year, month, number = value.split("-")
            changes |= day(name, number.lstrip("0"), month.lstrip("0"), year)
        else:
            changes[name] = value
    response = walker.send("plan/dates/", **changes)
    assert response.status_code == 302, re.findall(r'class="error".*', text_of(response))
    return response


def test_looking_stores_nothing(walker):
    for page in ("plan/", "plan/track/", "plan/dates/", "plan/calendar/"):
        walker.client.get(walker.home + page)

    assert not walker.has_dossier


def test_without_a_date_the_plan_leads_to_the_first_question(walker):
    page = walker.get("plan/")

    assert said("ofpra.plan.empty") in page
    assert 'href="/fr/my/asylum/plan/track/"' in page


def test_the_track_comes_before_the_dates(walker):
    response = walker.send("plan/track/", track="hub")

    assert response.headers["Location"].startswith("/fr/my/asylum/plan/dates/")
    page = walker.get("plan/dates/")
    assert said("ofpra.plan.track.hub") in page
    assert 'name="certificate_handed_on-day"' not in page
    assert 'name="form_limit_on-day"' in page


def test_not_knowing_the_track_is_an_answer(walker):
    response = walker.send("plan/track/", track="unknown")

    assert response.status_code == 302
    assert "track" not in walker.stored.get("dates", {})
    assert 'name="certificate_handed_on-day"' in walker.get("plan/dates/")


def test_a_track_outside_the_list_gets_a_sentence(walker):
    response = walker.send("plan/track/", track="fast")

    assert response.status_code == 422
    assert 'class="error"' in text_of(response)


def test_the_plan_shows_the_day_its_weekday_and_how_far_it_is(walker):
    tell(walker, territory="mainland", certificate_handed_on="2026-11-13")

    page = walker.get("plan/")

    assert "vendredi" in page
    assert "4 décembre 2026" in page
    assert "dans 12 jours" in page
    assert "CESEDA R. 531-2" in page
    assert "Si ce jour passe" in page
    assert "data-missing" not in page


@pytest.mark.parametrize(
    ("certificate", "words"),
    [("2026-11-02", "demain"), ("2026-11-03", "dans 2 jours")],
)
def test_a_near_day_is_said_in_words(walker, certificate, words):
    tell(walker, territory="mainland", certificate_handed_on=certificate)

    assert words in walker.get("plan/")


def test_a_day_that_has_passed_says_what_to_do_today(walker):
    tell(walker, territory="mainland", certificate_handed_on="2026-10-01")

    page = walker.get("plan/")

    assert "Ce jour est passé." in page
    assert said("ofpra.deadlines.DL-01.missed") in page


def test_what_the_new_rules_may_have_changed_is_announced(walker):
    tell(walker, territory="mainland", certificate_handed_on="2026-11-10")

    assert said("ofpra.notices.new_rules_title") in walker.get("plan/")


def test_the_month_of_the_appeal_waits_for_the_letter(walker):
    tell(walker, decision="refusal", notified_on="2026-11-18")
    page = walker.get("plan/")
    assert "18 décembre 2026" not in page
    assert said("ofpra.deadlines.DL-11.today") in page
    assert said("ofpra.notices.new_rules_title") in page

    send(walker, letter_says="one_month")

    page = walker.get("plan/")
    assert "18 décembre 2026" in page
    assert said("ofpra.deadlines.DL-11.one_day_more") in page


def test_the_day_on_the_letter_is_shown_as_such(walker):
    tell(walker, decision="refusal", notified_on="2026-11-18", appeal_limit_on="2026-11-28")

    page = walker.get("plan/")

    assert "Écrit sur votre lettre" in page
    assert "28 novembre 2026" in page
    assert "27 novembre 2026" in page  # the last open day before that Saturday


# What cannot be right.


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "2026"), "Le 31 février 2026 n’existe pas."),
        (("29", "2", "2027"), "Le 29 février 2027 n’existe pas."),
        (("5", "3", "1499"), "1499 vient peut-être d’un autre calendrier"),
        (("5", "3", "1405"), "Écrivez l’année comme sur le papier français"),
        (("5", "3", "9999"), "Vérifiez l’année : 9999."),
        (("5", "3", "26"), "quatre chiffres"),
        (("5", "3", "2027"), "n’est pas encore arrivé"),
        (("", "3", "2026"), "Il faut le jour, le mois et l’année."),
        (("5", "13", "2026"), "Choisissez un mois dans la liste."),
        (("<b>", "3", "2026"), "Le jour est un nombre de 1 à 31."),
    ],
)
def test_an_impossible_date_is_told_beside_it_and_all_is_kept(walker, typed, sentence):
    walker.send("plan/track/", track="normal")

    response = walker.send(
        "plan/dates/", **day("lodged_on", *typed), **day("form_sent_on", "2", "3", "2026")
    )

    page = text_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert 'id="lodged_on_error"' in page
    values = form_of(response.content.decode())[1]
    assert values["lodged_on-year"] == [typed[2]]
    assert values["lodged_on-day"] == [typed[0]]
    assert values["form_sent_on-day"] == ["2"]
    assert "lodged_on" not in walker.stored["dates"]
    group = page.rindex("<details", 0, page.index('id="lodged_on_error"'))
    assert page[group:].startswith('<details class="fold" open>')


def test_persian_digits_are_read(walker):
    tell(walker)
    response = walker.send("plan/dates/", **day("lodged_on", "۱۷", "6", "۲۰۲۶"))

    assert response.status_code == 302
    assert walker.stored["dates"]["lodged_on"] == "2026-06-17"


@pytest.mark.parametrize("typed", ["0", "61", "dix", "-3", "1000000"])
def test_a_number_of_days_that_cannot_be_gets_a_sentence(walker, typed):
    tell(walker, decision="refusal")

    response = walker.send("plan/dates/", appeal_days=typed)

    assert response.status_code == 422
    assert "1 à 60" in text_of(response)
    assert f'value="{typed}"' in text_of(response)


def test_a_number_of_days_in_other_digits_is_read(walker):
    tell(walker, decision="refusal", notified_on="2026-11-18", appeal_days="١٥")

    assert walker.stored["dates"]["appeal_days"] == 15
    assert "3 décembre 2026" in walker.get("plan/")


def test_an_interview_before_the_lodging_is_asked_about_and_may_be_confirmed(walker):
    tell(walker, lodged_on="2026-10-01")
    typed = day("interview_on", "1", "9", "2026")

    response = walker.send("plan/dates/", **typed)

    page = text_of(response)
    assert response.status_code == 422
    assert "Est-ce bien cela ?" in page
    assert "1er septembre 2026" in page
    assert 'name="interview_on-year" value="2026"' in page
    assert "Il reste une date à vérifier." in page
    assert '<a href="#interview_on">' in page
    assert "interview_on" not in walker.stored["dates"]

    values = form_of(response.content.decode())[1]
    again = walker.post("plan/dates/", values, confirm="interview_on-order-lodged_on")
    assert again.status_code == 302
    assert walker.stored["dates"]["interview_on"] == "2026-09-01"
    assert send(walker, registered_on="2026-08-01").status_code == 302  # not asked twice


def test_what_was_typed_is_never_folded_away(walker):
    walker.send("plan/track/", track="normal")

    response = walker.send(
        "plan/dates/",
        **day("lodged_on", "1", "10", "2026"),
        **day("interview_on", "1", "9", "2026"),
    )

    page = text_of(response)
    for name in ("lodged_on", "interview_on"):
        group = page.rindex("<details", 0, page.index(f'id="{name}"'))
        assert page[group:].startswith('<details class="fold" open>')


def test_an_opening_without_its_day_in_the_space_says_what_is_missing(walker):
    tell(walker, decision="refusal", opened_on="2026-11-18")

    assert said("ofpra.plan.notes.opened_alone") in walker.get("plan/dates/")


def test_an_emptied_date_is_taken_away(walker):
    tell(walker, lodged_on="2026-10-01")

    walker.send("plan/dates/", **day("lodged_on", "", "", ""))

    assert "lodged_on" not in walker.stored["dates"]


# Two pages open at once.


def test_an_answer_saved_elsewhere_is_never_overwritten_silently(walker):
    tell(walker, lodged_on="2026-10-01")
    values = walker.fields("plan/dates/")
    send(walker, lodged_on="2026-10-02")

    response = walker.post("plan/dates/", values, **day("lodged_on", "3", "10", "2026"))

    page = text_of(response)
    assert response.status_code == 422
    assert "Cette réponse a changé" in page
    assert "2 octobre 2026" in page
    assert "3 octobre 2026" in page
    assert walker.stored["dates"]["lodged_on"] == "2026-10-02"

    kept = walker.client.post(f"{walker.home}plan/dates/", form_of(response.content.decode())[1])
    assert kept.status_code == 302
    assert walker.stored["dates"]["lodged_on"] == "2026-10-03"


def test_a_track_changed_in_another_tab_loses_nothing_that_was_typed(walker):
    walker.send("plan/track/", track="normal")
    values = walker.fields("plan/dates/")
    walker.send("plan/track/", track="dublin")

    response = walker.post("plan/dates/", values, **day("lodged_on", "3", "10", "2026"))

    assert response.status_code == 302
    assert walker.stored["dates"] == {"track": "dublin", "lodged_on": "2026-10-03"}


# The calendar file.


def test_the_calendar_file_says_nothing_but_dates(walker):
    tell(
        walker,
        track="accelerated",
        lodged_on="2026-10-01",
        interview_on="2026-12-09",
        registered_on="2026-09-25",
    )

    response = walker.client.post(f"{walker.home}plan/calendar/")
    body = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    assert set(re.findall(r"SUMMARY:(.*)\r", body)) == {"Date à retenir", "Rendez-vous"}
    assert "DTSTART;VALUE=DATE:20261209" in body
    assert "DTSTART;VALUE=DATE:20261204" in body
    for word in ("OFPRA", "asile", "DL-", "entretien"):
        assert word.lower() not in body.lower()


def test_a_second_calendar_file_replaces_the_first(walker):
    def uid() -> list[str]:
        body = walker.client.post(f"{walker.home}plan/calendar/").content.decode()
        return re.findall(r"UID:(.*)\r", body)

    tell(walker, territory="mainland", certificate_handed_on="2026-11-13")
    first = uid()
    send(walker, certificate_handed_on="2026-11-12")

    assert uid() == first
    assert len(first) == 1


def test_a_calendar_is_only_made_on_purpose(walker):
    assert walker.client.get(f"{walker.home}plan/calendar/").status_code == 302


# Everything together.


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("track", ["", *Track])
def test_each_track_has_its_pages_in_each_language(client: Client, language, track):
    walker = ClaimWalker(client, language)
    walker.send("plan/track/", track=track or "unknown")
    asked = {name.partition("-")[0] for name in walker.fields("plan/dates/")}
    told = {
        "territory": "guyane",
        "registered_on": "2026-11-02",
        "oqtf_notified_on": "2026-11-10",
        "reception_refused_on": "2026-11-10",
    }
    send(walker, **{name: value for name, value in told.items() if name in asked})

    for page in ("plan/", "plan/track/", "plan/dates/"):
        shown = walker.get(page)
        assert "data-missing" not in shown
        assert "{" not in MAIN.search(re.sub(r"<script.*?</script>", "", shown))[0]


def test_every_rule_note_question_and_choice_has_its_words():
    snapshot = content.current()
    parts = ("what", "why", "today", "missed", "rule")
    keys = [one.removeprefix("OFPRA-") for one in RULES] + ["DL-11-closure", "DL-18-reception"]
    slugs = [f"ofpra.deadlines.{key}.{part}" for key in keys for part in parts]
    for names in GROUPS.values():
        slugs += [f"ofpra.plan.{kind}.{name}" for kind in ("labels", "hints") for name in names]
    slugs += [f"ofpra.plan.{name}.{one}" for name, them in CHOICES.items() for one in them]
    slugs += [f"ofpra.plan.groups.{group}" for group in GROUPS]

    assert [slug for slug in slugs if not snapshot.has(slug)] == []


def test_every_note_has_its_words():
    """Each note any of many situations gives."""
    snapshot = content.current()
    situations = [
        {"certificate_handed_on": "2026-11-10"},
        {"track": "normal", "certificate_handed_on": "2026-11-10"},
        {"track": "normal", "territory": "mayotte"},
        {"track": "normal", "territory": "guyane", "request_received_on": "2026-11-10"},
        {"track": "detention", "oqtf_notified_on": "2026-11-10"},
        {"held": "house_arrest", "oqtf_notified_on": "2026-11-10"},
        {"held": "free", "oqtf_notified_on": "2026-11-10", "transfer_notified_on": "2026-11-14"},
        {"oqtf_notified_on": "2026-11-10", "transfer_notified_on": "2026-11-14"},
        {"decision": "closed", "decision_dated_on": "2026-10-01", "lodged_on": "2026-03-02"},
        {"decision": "closed", "lodged_on": "2026-07-02"},
        {"decision": "refusal", "notified_on": "2026-10-01"},
        {"decision": "refusal", "letter_says": "not_found", "notified_on": "2026-11-01"},
        {"decision": "refusal", "letter_says": "one_month"},
        {"decision": "subsidiary", "notified_on": "2026-11-01", "letter_says": "one_month"},
        {"appeal_days": 8, "made_available_on": "2026-11-10"},
        {"letter_says": "one_month", "notified_on": "2026-11-01", "territory": "reunion"},
        {
            "letter_says": "one_month",
            "notified_on": "2026-11-01",
            "legal_aid_requested_on": "2026-11-10",
            "cnda_notified_on": "2026-11-20",
        },
        {
            "letter_says": "one_month",
            "notified_on": "2026-10-01",
            "legal_aid_requested_on": "2026-11-10",
        },
        {"notified_on": "2026-11-01"},
        {"notified_on": "2026-11-01", "legal_aid_requested_on": "2026-11-10"},
        {"interview_on": "2026-12-09", "lodged_on": "2026-03-02", "track": "accelerated"},
        {"interview_on": "2026-11-09", "interview_missed": True},
        {"interview_on": "2026-11-24"},
    ]
    missing = []
    for told in situations:
        for row in plan(plan_facts(told), date(2026, 11, 22)).rows:
            slugs = [f"ofpra.deadlines.notes.{note}" for note in row.deadline.notes]
            missing += [slug for slug in (*slugs, *row.about) if not snapshot.has(slug)]

    assert missing == []


def test_htmx_gets_the_part_alone(walker):
    tell(walker, territory="mainland", certificate_handed_on="2026-11-13")

    response = walker.client.get(f"{walker.home}plan/", headers={"hx-request": "true"})

    assert "<html" not in response.content.decode()
    assert "<h1" in response.content.decode()


def test_the_days_before_the_interview_come_before_it(walker: ClaimWalker) -> None:
    tell(walker, lodged_on="2026-10-20", interview_on="2026-12-15")

    page = walker.get("plan/")

    assert page.index(said("ofpra.deadlines.DL-08.what")) < page.index(said("ofpra.plan.interview"))
