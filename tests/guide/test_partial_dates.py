"""Dates of which the day or the month may be unknown."""

from datetime import date

import pytest

from guide.law import Citation
from guide.partial_dates import PartialDate
from guide.verdicts import Ask, Verdict, rule


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("2011-06", date(2011, 6, 1), date(2011, 6, 30)),
        ("2011-02", date(2011, 2, 1), date(2011, 2, 28)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-06-17", date(2011, 6, 17), date(2011, 6, 17)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_read_and_written_back(written, earliest, latest):
    day = PartialDate.parse(written)

    assert (day.earliest, day.latest) == (earliest, latest)
    assert day.isoformat() == written
    assert day.is_exact is (len(written) == 10)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "11",
        "2011-6",
        "2011-13",
        "2011-00",
        "2011-02-29",
        "2011-06-31",
        "2011-06-1",
        "2011/06/17",
        " 2011",
        "2011\n",
        "20110617",
        "2011-06-17T00:00",
        "0000",
        "-2011",
        "٢٠١١",
        "2011-W24-5",
    ],
)
def test_nonsense_is_refused(written):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(written)


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2011, None, 5)


@pytest.mark.parametrize(
    ("written", "day", "before", "on_or_before"),
    [
        ("2011-06-17", date(2011, 6, 16), False, False),
        ("2011-06-17", date(2011, 6, 17), False, True),
        ("2011-06-17", date(2011, 6, 18), True, True),
        ("2011-06", date(2011, 5, 31), False, False),
        ("2011-06", date(2011, 6, 1), False, None),
        ("2011-06", date(2011, 6, 30), None, True),
        ("2011-06", date(2011, 7, 1), True, True),
        ("2011", date(2011, 1, 2), None, None),
    ],
)
def test_a_comparison_says_when_it_depends_on_the_day(written, day, before, on_or_before):
    partial = PartialDate.parse(written)

    assert partial.before(day) is before
    assert partial.on_or_before(day) is on_or_before


def test_a_date_of_a_person_does_not_print_itself():
    assert "2011" not in repr(PartialDate(2011, 6, 17))


def test_a_citation_reads_as_jurists_write_it():
    assert str(Citation("CESEDA", "L. 561-2, 1°", date(2026, 11, 22))) == "CESEDA L. 561-2, 1°"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [(True, Verdict.MET), (False, Verdict.NOT_MET), (None, Verdict.ADVICE)],
)
def test_an_answer_that_depends_on_a_date_is_advice(answer, verdict):
    assert Verdict.of(answer) is verdict


def test_a_rule_keeps_its_name_its_law_and_its_function():
    law = Citation("CESEDA", "L. 561-2", date(2026, 11, 22))

    @rule("REU-ELI-020", law, Verdict.MET, reads=("relative.birth_date",))
    def child_age(person: object, case: object) -> Verdict | Ask:
        return Ask("relative.birth_date")

    assert (child_age.id, child_age.slug, child_age.citation) == ("REU-ELI-020", "child_age", law)
    assert tuple(child_age.answer(None, None)) == ("relative.birth_date",)
