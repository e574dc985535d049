"""Addresses of the asylum claim, all private: names of pages and random keys, nothing typed.

The key of a card or of a paper is an `<item:key>`.
"""

from django.urls import path, register_converter

from ofpra.private_views import chronology, form_check, overview, papers, person, plan, preparation


class ItemConverter:
    """The random key of an item of a list, as `guide.answers.new_key` makes them."""

    regex = "[a-z0-9]{8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ItemConverter, "item")

app_name = "claim"
urlpatterns = [
    path("", overview.home, name="home"),
    path("plan/", plan.overview, name="plan"),
    path("plan/track/", plan.track, name="plan_track"),
    path("plan/dates/", plan.dates, name="plan_dates"),
    path("plan/calendar/", plan.calendar, name="plan_calendar"),
    path("me/", person.me, name="me"),
    path("summons/", person.summons, name="summons"),
    path("language/", person.language, name="language"),
    path("prepare/", preparation.prepare, name="prepare"),
    path("chronology/", chronology.cards, name="chronology"),
    path("chronology/add/", chronology.add, name="card_add"),
    path("chronology/<item:key>/", chronology.card, name="card"),
    path("chronology/<item:key>/remove/", chronology.remove, name="card_remove"),
    path("papers/", papers.papers, name="papers"),
    path("papers/add/", papers.add, name="paper_add"),
    path("papers/<item:key>/", papers.paper, name="paper"),
    path("papers/<item:key>/remove/", papers.remove, name="paper_remove"),
    path("form-check/", form_check.check, name="form_check"),
]
