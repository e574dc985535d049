"""Addresses of the family path, all private: question slugs and random keys, nothing typed."""

from django.urls import path, register_converter

from reunification.family import SPONSOR
from reunification.private_views import asking, dates, overview, papers, results
from reunification.questions import Section


class SectionConverter:
    """A part of the questions that is not about a relative."""

    regex = "|".join((Section.ME, Section.PROTECTION, Section.APPLICATION))

    def to_python(self, value: str) -> Section:
        return Section(value)

    def to_url(self, value: str) -> str:
        return str(Section(value).value)


class KeyConverter:
    """The random key of a relative; never the word that stands for the sponsor."""

    regex = "[a-z0-9]{4,16}"

    def to_python(self, value: str) -> str:
        if value == SPONSOR:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SectionConverter, "section")
register_converter(KeyConverter, "key")

app_name = "family"
urlpatterns = [
    path("", overview.home, name="home"),
    path("people/", overview.people, name="people"),
    path("people/add/", asking.add_person, name="person_add"),
    path("people/<key:key>/", asking.person, name="person"),
    path("people/<key:key>/remove/", overview.remove, name="person_remove"),
    path("people/<key:key>/<slug:slug>/", asking.person_question, name="person_question"),
    path("answers/", overview.answers, name="answers"),
    path("results/", results.results, name="results"),
    path("results/<key:key>/", results.result, name="result"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<slug:key>/", papers.papers_of, name="papers_of"),
    path("deadlines/", dates.days, name="deadlines"),
    path("deadlines/events/", dates.events, name="events"),
    path("deadlines/calendar/", dates.calendar, name="calendar"),
    path("<section:section>/", asking.section, name="section"),
    path("<section:section>/<slug:slug>/", asking.question, name="question"),
]
