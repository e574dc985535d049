"""What is typed for the date of a card: what is kept, and what is said beside what cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from guide.calendars import Reckoning
from ofpra.chronology import Chronology, How
from ofpra.chronology_words import month_name, printable_cards, when_words
from ofpra.forms.chronology import CardForm
from ofpra.forms.when import TypedWhen, WhenWidget

TODAY = date(2026, 11, 22)
OTHERS = (
    {"key": "aaaaaaaa", "what": "Le mariage", "when": {"date": "2012"}},
    {"key": "bbbbbbbb", "when": {"date": "1390", "calendar": "afghan"}},
)


def card_form(key: str = "cccccccc", **typed: str) -> CardForm:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data[name.replace("__", "-")] = value
    return CardForm(Chronology(OTHERS), key, TODAY, data=data)


def when(**typed: str) -> dict[str, object] | None:
    form = card_form(**{f"when__{name}": value for name, value in typed.items()})
    assert form.is_valid(), form.errors
    return form.replies.get("when")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({}, None),
        ({"calendar": "afghan"}, None),
        ({"year": "2019"}, {"calendar": "gregorian", "date": "2019"}),
        ({"year": "۲۰۱۹"}, {"calendar": "gregorian", "date": "2019"}),
        ({"year": "২০১৯"}, {"calendar": "gregorian", "date": "2019"}),
        (
            {"year": "2020", "month": "gregorian-2", "day": "29"},
            {"calendar": "gregorian", "date": "2020-02-29"},
        ),
        (
            {"year": "١٣٦٨", "month": "iranian-12", "day": "١٤", "calendar": "iranian"},
            {"calendar": "iranian", "date": "1368-12-14"},
        ),
        (
            {"year": "1999", "month": "ethiopian-13", "day": "6", "calendar": "ethiopian"},
            {"calendar": "ethiopian", "date": "1999-13-06"},
        ),
        (
            {"year": "2019", "how": "about", "unsure": "yes"},
            {"calendar": "gregorian", "date": "2019", "how": "about", "unsure": True},
        ),
        (
            {"year": "2019", "until_year": "2020", "how": "between"},
            {"calendar": "gregorian", "date": "2019", "until": "2020", "how": "between"},
        ),
        ({"season": "avant la récolte"}, {"calendar": "gregorian", "season": "avant la récolte"}),
        (
            {"child": "Amina", "age": "۵", "born": "2010"},
            {"calendar": "gregorian", "child": "Amina", "age": 5, "born": "2010"},
        ),
        ({"age": "0"}, {"calendar": "gregorian", "age": 0}),
        (
            {"card": "aaaaaaaa", "side": "before"},
            {"calendar": "gregorian", "card": "aaaaaaaa", "side": "before"},
        ),
        (
            {"card": "aaaaaaaa", "side": "x"},
            {"calendar": "gregorian", "card": "aaaaaaaa", "side": "after"},
        ),
        ({"unsure": "yes"}, {"calendar": "gregorian", "unsure": True}),
        (
            {"year": "2019", "calendar": "mars", "how": "x"},
            {"calendar": "gregorian", "date": "2019"},
        ),
    ],
)
def test_what_is_kept(typed, kept):
    assert when(**typed) == kept


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("date", {"month": "gregorian-3"}, "Écrivez l’année."),
        ("date", {"day": "3"}, "Écrivez l’année."),
        ("date", {"how": "before"}, "Écrivez l’année."),
        ("date", {"year": "19"}, "quatre chiffres"),
        ("date", {"year": "😀"}, "quatre chiffres"),
        ("date", {"year": "\x00"}, "quatre chiffres"),
        ("date", {"year": "9" * 100_000}, "quatre chiffres"),
        ("date", {"year": "1650"}, "Vérifiez l’année et le calendrier"),
        ("date", {"year": "2019", "calendar": "afghan"}, "Vérifiez l’année et le calendrier"),
        ("date", {"year": "1200", "calendar": "hijri"}, "Vérifiez l’année et le calendrier"),
        ("date", {"year": "2030"}, "n’est pas encore arrivée"),
        ("date", {"year": "2019", "day": "3"}, "Choisissez aussi le mois."),
        ("date", {"year": "2019", "month": "gregorian-14"}, "Choisissez un mois"),
        ("date", {"year": "2019", "month": "x"}, "Choisissez un mois"),
        ("date", {"year": "2019", "month": "gregorian-2", "day": "32"}, "de 1 à 31"),
        (
            "date",
            {"year": "2019", "month": "gregorian-2", "day": "31"},
            "Le 31 février 2019 n’existe pas.",
        ),
        (
            "date",
            {"year": "1999", "month": "ethiopian-13", "day": "7", "calendar": "ethiopian"},
            "Le 7 Pagume 1999 n’existe pas.",
        ),
        (
            "date",
            {"year": "1404", "month": "afghan-12", "day": "30", "calendar": "afghan"},
            "Le 30 Hut 1404 n’existe pas.",
        ),
        (
            "date",
            {"year": "1368", "month": "gregorian-3", "calendar": "afghan"},
            "Ce mois est d’un autre calendrier.",
        ),
        ("calendar", {"year": "1368"}, "vient peut-être d’un autre calendrier"),
        ("calendar", {"year": "۱۴۱۰"}, "vient peut-être d’un autre calendrier"),
        ("until", {"year": "2019", "how": "between"}, "Écrivez aussi la deuxième date."),
        ("until", {"year": "2019", "until_year": "2020"}, "Vous avez écrit deux dates."),
        (
            "until",
            {"year": "2019", "until_year": "2018", "how": "lasting"},
            "La deuxième date est avant la première.",
        ),
        ("date", {"until_year": "2018", "how": "lasting"}, "Écrivez aussi la première date."),
        ("season", {"season": "x" * 101}, "trop long : 101 signes"),
        ("season", {"season": "😀"}, "ne peut pas être imprimé"),
        ("child", {"child": "...", "age": "5"}, "pas de lettre"),
        ("child", {"age": "61"}, "de 0 à 60"),
        ("child", {"age": "cinq"}, "de 0 à 60"),
        ("child", {"born": "2010"}, "Écrivez aussi l’âge"),
        ("card", {"card": "gone1234"}, "n’est plus dans la liste"),
        ("card", {"card": "cccccccc"}, "n’est plus dans la liste"),
    ],
)
def test_what_cannot_be_is_said_beside_its_part_and_kept(code, typed, sentence):
    with override("fr"):
        form = card_form(**{f"when__{name}": value for name, value in typed.items()})
        assert not form.is_valid()

        assert sentence in plain(form.when_errors[code])
        value = form["when"].value()
        for name, said in typed.items():
            assert getattr(value, name) == said.strip()


def test_every_mistake_is_said_at_once():
    form = card_form(when__year="19", when__age="x", when__season="😀")

    assert set(form.when_errors) == {"date", "child", "season"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Un jour.\r\nUn  autre.  ", "Un jour.\nUn autre."),
        ("۱۲۳ روز در زندان", "۱۲۳ روز در زندان"),
        ("می\u200cخواستم", "می\u200cخواستم"),
        ("\u202eabc\x00\u2066d", "abc d"),
        ("Il pleurait 😢 et 40° de fièvre", "Il pleurait 😢 et 40° de fièvre"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_the_persons_words_stay(typed, kept):
    form = card_form(what=typed)

    assert form.is_valid(), form.errors
    assert form.replies["what"] == kept


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("what", "x" * 2001, "trop long : 2001 signes"),
        ("what", "x" * 100_000, "trop long : 100000 signes"),
        ("what", "😀😀", "pas de lettre"),
        ("place", "x" * 201, "trop long"),
        ("people", "x" * 501, "trop long"),
        ("note", "x" * 501, "trop long"),
    ],
)
def test_what_is_too_long_or_has_no_letter_is_said_and_kept(name, typed, sentence):
    with override("fr"):
        form = card_form(**{name: typed})

        assert sentence in plain(" ".join(form.errors[name]))
        assert form[name].value() == typed


def test_a_new_card_begins_in_the_calendar_of_the_last():
    form = CardForm(Chronology(OTHERS), "cccccccc", TODAY)

    assert form["when"].value() == TypedWhen(calendar="afghan")
    assert form.months[11] == ("afghan-12", "12 · Hut · حوت")
    assert form.fields["when"].cards == {
        "aaaaaaaa": "1 · Le mariage",
        "bbbbbbbb": "2 · Carte sans texte",
    }


def test_a_month_of_another_calendar_stays_to_be_seen():
    form = card_form(when__month="afghan-12", when__calendar="ethiopian")

    assert form.months[0] == ("afghan-12", "12 · Hut · حوت")
    assert len(form.months) == 14


@pytest.mark.parametrize(
    "stored",
    [
        {"calendar": "ethiopian", "date": "1999-13-06", "how": "about"},
        {"calendar": "afghan", "date": "1397", "until": "1398-02", "how": "lasting"},
        {"calendar": "hijri", "child": "Amina", "born": "1420", "age": 3, "unsure": True},
        {"calendar": "gregorian", "season": "hiver", "card": "aaaaaaaa", "side": "before"},
    ],
)
def test_what_is_stored_is_shown_and_saved_unchanged(stored):
    shown = TypedWhen.of(stored)
    typed = {f"when__{name}": getattr(shown, name) for name in shown.__dataclass_fields__}

    form = card_form(**typed)

    assert form.is_valid(), form.errors
    assert form.replies["when"] == stored


ANYTHING = st.one_of(
    st.text("0123۹٣৯-. aቃ\x00\u202e😀", max_size=6),
    st.sampled_from(("1368", "2019", "13", "aaaaaaaa", "before", "lasting", "ethiopian-13")),
    st.builds("{}-{}".format, st.sampled_from(Reckoning), st.integers(-1, 14)),
    st.sampled_from([*Reckoning, *How]).map(str),
)


@given(st.dictionaries(st.sampled_from(WhenWidget.parts), ANYTHING))
def test_whatever_is_typed_is_understood_or_said(typed):
    form = card_form(**{f"when__{name}": value for name, value in typed.items()})

    if form.is_valid():
        told = form.replies.get("when")
        found = Chronology(({"key": "cccccccc", "when": told}, *OTHERS))
        assert sorted(found.keys_by_date()) == sorted(found.keys)
        assert when_words(found, "cccccccc") or not (set(told or ()) - {"calendar", "unsure"})
    else:
        assert all(form.when_errors.values())
    assert form.months


# In words.


@pytest.mark.parametrize(
    ("stored", "french", "english"),
    [
        ({"date": "2019"}, "2019", "2019"),
        ({"date": "1990-03-05"}, "5 mars 1990", "5 March 1990"),
        (
            {"date": "1368-12-14", "calendar": "afghan"},
            "14 Hut 1368 (5 mars 1990)",
            "14 Hut 1368 (5 March 1990)",
        ),
        (
            {"date": "1368-12-14", "calendar": "iranian"},
            "14 Esfand 1368 (5 mars 1990)",
            "14 Esfand 1368 (5 March 1990)",
        ),
        (
            {"date": "1982", "calendar": "ethiopian"},
            "1982 (septembre 1989 – septembre 1990)",
            "1982 (September 1989 – September 1990)",
        ),
        (
            {"date": "1999-13", "calendar": "ethiopian"},
            "Pagume 1999 (septembre 2007)",
            "Pagume 1999 (September 2007)",
        ),
        (
            {"date": "1410-08-08", "calendar": "hijri"},
            "8 Shaban 1410 (≈ 5 mars 1990)",
            "8 Shaban 1410 (≈ 5 March 1990)",
        ),
        ({"season": "avant la pluie", "date": "2015"}, "avant la pluie, 2015", None),
        ({"season": "avant la pluie"}, "avant la pluie", None),
        ({"child": "Amina"}, "Amina", None),
        ({}, "", ""),
    ],
)
def test_a_date_as_written_and_in_our_calendar(stored, french, english):
    found = Chronology(({"key": "aaaaaaaa", "when": stored},))

    with override("fr"):
        assert plain(when_words(found, "aaaaaaaa")) == french
    if english is not None:
        with override("en"):
            assert when_words(found, "aaaaaaaa") == english


@pytest.mark.parametrize(
    ("stored", "french"),
    [
        ({"date": "2019", "how": "about"}, "Vers : 2019"),
        ({"date": "2019", "how": "before"}, "Avant : 2019"),
        ({"date": "2019", "how": "after", "unsure": True}, "Après : 2019 · date pas sûre"),
        ({"date": "2019", "until": "2020", "how": "between"}, "Un jour entre : 2019 et 2020"),
        ({"date": "2019", "until": "2020", "how": "lasting"}, "Début : 2019. Fin : 2020"),
        (
            {"date": "2015", "child": "ma fille", "age": 5},
            "2015 · Âge de ma fille, en années : 5",
        ),
        ({"age": 5, "born": "2010"}, "Âge de l’enfant, en années : 5. Année de naissance : 2010"),
        ({"age": 5, "how": "about"}, "Vers : Âge de l’enfant, en années : 5"),
        ({"card": "bbbbbbbb", "side": "before"}, "avant la carte 2"),
        ({"card": "gone1234", "side": "before"}, ""),
    ],
)
def test_how_a_date_is_known(stored, french):
    found = Chronology(({"key": "aaaaaaaa", "when": stored}, {"key": "bbbbbbbb"}))

    with override("fr"):
        assert plain(when_words(found, "aaaaaaaa")) == french


def test_readers_of_a_calendar_have_its_letters():
    found = Chronology(({"key": "aaaaaaaa", "when": {"date": "1368-12-14", "calendar": "afghan"}},))

    with override("ar"):
        assert when_words(found, "aaaaaaaa") == "14 حوت 1368 (5 مارس 1990)"
        assert month_name(Reckoning.AFGHAN, 12) == "حوت"


def test_a_day_of_ours_is_told_in_the_persons_calendar_too():
    found = Chronology(({"key": "aaaaaaaa", "when": {"date": "1990-03-05"}},))

    with override("fr"):
        said = when_words(found, "aaaaaaaa", Reckoning.AFGHAN)
    assert said == "5 mars 1990 (14 Hut 1368)"


def test_the_cards_for_paper():
    claim = {
        "cards": [
            {
                "key": "aaaaaaaa",
                "what": "Un 😢 jour\nlong",
                "people": "Mon père",
                "when": {"date": "2019"},
            },
            {
                "key": "bbbbbbbb",
                "place": "Herat",
                "note": "demander",
                "when": {"date": "1990-03-05"},
            },
        ]
    }

    first, second = printable_cards(claim, "en")

    assert (first.number, first.what, first.people) == (1, "Un  jour\nlong", "Mon père")
    assert (second.when_fr, second.when) == ("5 mars 1990", "5 March 1990")
    assert (second.place, second.note, second.what) == ("Herat", "demander", "")
    assert printable_cards({}, "ar") == ()
