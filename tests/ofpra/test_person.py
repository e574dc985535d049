"""Who the person is, the summons, and the exact language."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from guide import content
from guide.partial_dates import PartialDate
from ofpra import person
from ofpra.forms.common import western
from ofpra.forms.person import LanguageForm, PersonForm, SummonsForm
from tests.ofpra.conftest import ClaimWalker
from tests.walking import day, form_of, text_of

pytestmark = pytest.mark.usefixtures("same_day")

NAME = "Selam Invented"
TODAY = date(2026, 11, 22)


@pytest.fixture
def french():
    with override("fr"):
        yield


def me_form(**typed) -> PersonForm:
    return PersonForm({}, TODAY, data=typed)


def doubts(form) -> list[str]:
    form.is_valid()
    return [one.name for remarks in form.remarks.values() for one in remarks.doubts]


# Reading what is stored.


def test_nothing_told_is_nothing_read():
    assert person.person({}) == person.Person()
    assert person.summons({}) == person.Summons()
    assert person.language({}) == person.Language()
    assert person.language({}).lines == ()


@pytest.mark.parametrize("broken", [None, [], "x", {"full_name": 3, "birth_date": "2011-13"}])
def test_what_cannot_be_read_counts_as_not_told(broken):
    stored = {"me": broken, "summons": broken, "language": broken, "dates": broken}

    assert person.person(stored) == person.Person()
    assert person.summons(stored) == person.Summons()
    assert person.language(stored) == person.Language()


def test_the_day_of_the_interview_is_a_whole_day():
    assert person.summons({"dates": {"interview_on": "2026-12-03"}}).day == date(2026, 12, 3)
    assert person.summons({"dates": {"interview_on": "2026-12"}}).day is None


def test_the_card_says_only_what_was_told():
    told = {"chosen": "dari", "french": "a_little", "reads": ["latin", "arabic", "klingon"]}

    lines = person.language({"language": told}).lines

    assert [one.key for one in lines] == ["chosen", "french_a_little", "reads"]
    assert lines[0].words == "dari"
    assert lines[2].alphabets == ("latin", "arabic")


def test_who_does_not_read_has_no_alphabet():
    assert [one.key for one in person.language({"language": {"reads": ["none"]}}).lines] == [
        "reads_none"
    ]


# The particulars.


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["9903123456", " 99 03 12 34 56 ", "99.03.12.34.56", "٩٩٠٣١٢٣٤٥٦", "۹۹۰۳ ۱۲۳۴ ۵۶"],
)
def test_a_number_of_ten_digits_is_taken_in_any_writing(french, typed):
    form = me_form(agdref=typed)

    assert form.is_valid(), form.errors
    assert form.replies["agdref"] == "9903123456"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["12345", "99031234567", "AB 99"])
def test_another_number_is_asked_again_and_never_refused(french, typed):
    asked = me_form(agdref=typed)
    assert doubts(asked) == ["agdref"]
    assert "10 chiffres" in asked.remarks["agdref"].doubts[0].sentence
    assert not asked.errors

    confirmed = me_form(agdref=typed, confirm="agdref")

    assert confirmed.is_valid()
    assert confirmed.replies["agdref"] == typed


@pytest.mark.django_db
def test_a_confirmed_number_is_not_asked_again(french):
    form = PersonForm({"agdref": "12345"}, TODAY, data={"agdref": "12345"})

    assert form.is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["selam", "selam@", "@exemple.fr", "a b@exemple.fr", "a@b"])
def test_what_cannot_be_an_address_is_said_with_a_sentence(french, typed):
    form = me_form(email=typed)

    assert form.errors["email"][0].startswith("Une adresse e-mail a la forme")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["selam@exemple.fr", "s.i+x@mail.exemple.org"])
def test_an_address_is_taken_as_it_is(french, typed):
    assert me_form(email=typed).is_valid()


@pytest.mark.django_db
def test_someone_may_have_no_nationality(french):
    form = me_form(nationality=person.STATELESS)

    assert form.is_valid()
    assert form.replies["nationality"] == person.STATELESS


@pytest.mark.django_db
def test_a_birth_date_of_another_calendar_keeps_its_writing(french):
    other = {
        "birth_date-other_day": "14",
        "birth_date-other_month": "solar_hijri-12",
        "birth_date-other_year": "1368",
    }
    proposed = me_form(**other)
    assert not proposed.is_valid()
    assert not proposed.errors

    taken = me_form(**other, **day("birth_date", "5", "3", "1990"))

    assert taken.is_valid()
    assert taken.replies["birth_date"] == "1990-03-05"
    assert "1368" in taken.replies["birth_date_written"]


@pytest.mark.django_db
def test_saving_again_does_not_lose_the_writing_of_a_paper(french):
    stored = {"birth_date": "1990-03-05", "birth_date_written": "14 Hut 1368"}

    same = PersonForm(stored, TODAY, data=day("birth_date", "5", "3", "1990"))
    other = PersonForm(stored, TODAY, data=day("birth_date", "6", "3", "1990"))

    assert same.is_valid()
    assert "birth_date_written" not in same.replies
    assert other.is_valid()
    assert other.replies["birth_date_written"] is None


def test_digits_become_those_of_papers_in_france():
    assert western("٠١-۲۳ a") == "01-23 a"


def test_particulars_are_kept_and_shown_again(walker: ClaimWalker):
    answer = walker.send(
        "me/",
        full_name=NAME,
        nationality="ER",
        address="Chez Invented\r\n3 rue Inventée\r\n\r\n\r\n00000 Nulle-Part",
        phone="٠١ ٢٣",
        **{"birth_date-year": "1990", "birth_date-only_year": "yes"},
    )

    assert answer.headers["Location"] == "/fr/my/asylum/me/?saved=1"
    found = person.person(walker.stored)
    assert found.full_name == NAME
    assert found.birth_date == PartialDate(1990)
    assert found.address == "Chez Invented\n3 rue Inventée\n\n00000 Nulle-Part"
    assert found.phone == "01 23"
    assert walker.fields("me/")["full_name"] == [NAME]
    page = walker.get("me/?saved=1")
    assert "Enregistré." in page
    assert NAME not in page[: page.index("<main")]


def test_an_emptied_field_is_forgotten(walker: ClaimWalker):
    walker.send("me/", full_name=NAME, phone="01 23")
    walker.send("me/", full_name="", phone="")

    assert "me" not in walker.stored


@pytest.mark.parametrize("page", ["me/", "summons/", "language/"])
def test_an_empty_form_begins_nothing(walker: ClaimWalker, page):
    walker.get(page)
    assert walker.send(page).status_code == 302

    assert not walker.has_dossier


def test_a_mistake_keeps_everything_typed(walker: ClaimWalker):
    typed = {"full_name": NAME, "email": "selam", "address": "3 rue\n<Inventée> & fils"}

    answer = walker.send("me/", **typed)

    assert answer.status_code == 422
    values = form_of(answer.content.decode())[1]
    assert {name: values[name][0] for name in typed} == typed
    assert not walker.has_dossier


def test_two_tabs_ask_which_answer_is_right(walker: ClaimWalker):
    walker.send("me/", full_name=NAME)
    old = walker.fields("me/")
    walker.send("me/", full_name="Selam Changed", phone="01")

    answer = walker.post("me/", old, full_name="Selam Other")

    assert answer.status_code == 422
    page = text_of(answer)
    assert "Selam Changed" in page
    assert "Selam Other" in page
    assert person.person(walker.stored).full_name == "Selam Changed"
    kept = form_of(answer.content.decode())[1]
    assert walker.post("me/", kept).status_code == 302
    assert person.person(walker.stored).full_name == "Selam Other"


def test_two_tabs_on_two_answers_do_not_disturb_each_other(walker: ClaimWalker):
    walker.send("me/", full_name=NAME)
    old = walker.fields("me/")
    walker.send("me/", phone="01")

    assert walker.post("me/", old, email="selam@exemple.fr").status_code == 422
    # The old page would empty the phone: it asks first.
    assert person.person(walker.stored).phone == "01"


# The summons.


@pytest.mark.django_db
def test_the_summons_says_that_the_rules_on_an_absence_have_changed(walker):
    page = text_of(walker.client.get(walker.home + "summons/"))

    assert content.current().text("ofpra.notices.new_rules_title", "fr").plain in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9h00", "09:00"),
        ("9 h", "09:00"),
        ("14:30", "14:30"),
        ("14h30", "14:30"),
        ("0930", "09:30"),
        ("٩:٣٠", "09:30"),
        ("9 heures 15", "09:15"),
    ],
)
def test_a_time_is_read_as_letters_write_it(french, typed, expected):
    form = SummonsForm({}, data={"time": typed})

    assert form.is_valid(), form.errors
    assert form.replies["time"] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["25h00", "9h75", "matin", "9" * 500])
def test_what_is_no_time_is_said_with_a_sentence(french, typed):
    assert not SummonsForm({}, data={"time": typed}).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [("as", "AS"), ("Division EU", "EU"), ("Bureau 3", "Bureau 3")],
)
def test_a_division_is_a_code_or_as_it_is_written(french, typed, expected):
    form = SummonsForm({}, data={"division": typed})

    assert form.is_valid()
    assert form.replies["division"] == expected


@pytest.mark.django_db
def test_an_incomplete_address_of_the_division_is_asked_again(french):
    assert doubts(SummonsForm({}, data={"email": "division"})) == ["email"]
    assert SummonsForm({}, data={"email": "division", "confirm": "email"}).is_valid()


@pytest.mark.django_db
def test_an_interview_before_the_claim_is_asked_again(french):
    stored = {"dates": {"lodged_on": "2026-10-01"}}
    typed = day("interview_on", "3", "9", "2026")

    assert doubts(SummonsForm(stored, data=typed)) == ["interview_on"]
    assert SummonsForm(stored, data={**typed, "confirm": "interview_on"}).is_valid()


def test_the_day_is_kept_with_the_other_dates(walker: ClaimWalker):
    answer = walker.send(
        "summons/",
        **day("interview_on", "3", "12", "2026"),
        time="9h00",
        place="Rue Inventée",
        division="as",
        children_come="no",
        companion="association",
        companion_name="Alem Invented",
    )

    assert answer.status_code == 302
    assert walker.stored["dates"] == {"interview_on": "2026-12-03"}
    assert "interview_on" not in walker.stored["summons"]
    found = person.summons(walker.stored)
    assert (found.day, found.time, found.division) == (date(2026, 12, 3), "09:00", "AS")
    assert found.children_come is False
    assert found.is_video is None
    assert found.companion == "association"
    assert walker.fields("summons/")["interview_on-year"] == ["2026"]
    assert "3 décembre 2026" in walker.get()


def test_two_tabs_on_the_day_ask_which_is_right(walker: ClaimWalker):
    old = walker.fields("summons/")
    walker.send("summons/", **day("interview_on", "3", "12", "2026"))

    answer = walker.post("summons/", old, **day("interview_on", "4", "12", "2026"))

    assert answer.status_code == 422
    assert "3 décembre 2026" in text_of(answer)
    assert walker.stored["dates"]["interview_on"] == "2026-12-03"


def test_no_address_of_a_division_is_proposed(walker: ClaimWalker):
    values = walker.fields("summons/")

    assert values["email"] == [""]
    assert values["fax"] == [""]
    assert "@" not in walker.get("summons/").split("<main")[1]


# The language.


def test_the_language_gives_lines_to_show_in_french(walker: ClaimWalker, client: Client):
    walker.send("language/", chosen="dari", dialect="hazaragi", french="no", reads=["arabic"])

    page = walker.get("language/")
    for line in (
        "Ma langue : dari",
        "Ma façon de parler : hazaragi",
        "Je ne comprends pas le français.",
        "écriture arabe",
    ):
        assert line in page
    english = ClaimWalker(client, "en").get("language/")
    assert "Ma langue : dari" in english
    assert "My language: dari" in english


@pytest.mark.django_db
def test_not_reading_stands_alone(french):
    assert not LanguageForm({}, data={"reads": ["none"]}).errors
