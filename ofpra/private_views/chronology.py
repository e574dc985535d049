"""My chronology: the cards in order, one card, and taking a card away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from guide.answers import KEY_LETTERS, Stale, new_key
from guide.calendars import Reckoning
from guide.forms import whole
from guide.private_pages import answers_of, page_of_path, posted
from guide.stored_forms import Difference, labels_of
from ofpra import chronology
from ofpra.chronology import Chronology, Gap, SameTime
from ofpra.chronology_words import card_title, month_words_both, usual_reckoning, when_words
from ofpra.claim import STORED
from ofpra.forms.chronology import CardForm
from ofpra.private_views.common import claim_of, show

PAGE = 50
"""Cards on one page of the list."""
TITLE = 90
SEEN_CARD = "seen-card"


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A card in the list."""

    key: str
    number: int
    title: str
    when: str
    place: str


@dataclass(frozen=True, slots=True, repr=False)
class Remark:
    """What the dates of two cards say, as a fact."""

    kind: str
    first: Row
    second: Row
    start: str
    end: str = ""


@page_of_path
def cards(request: HttpRequest) -> HttpResponse:
    """The list, and putting it in another order."""
    if request.method == "POST":
        return _put_in_order(request)
    found = _chronology(request)
    also = usual_reckoning(found)
    last_page = _page(len(found.keys))
    page = min(max(whole(request.GET.get("page", "")) or 1, 1), last_page)
    begin = (page - 1) * PAGE
    context = {
        "rows": [_row(found, key, also) for key in found.keys[begin : begin + PAGE]],
        "total": len(found.keys),
        "first": begin + 1,
        "last": min(begin + PAGE, len(found.keys)),
        "page": page,
        "pages": range(1, last_page + 1),
        "remarks": _remarks(found, also),
        "undated": found.undated,
        "is_full": len(found.keys) >= chronology.MAX_CARDS,
        "most": chronology.MAX_CARDS,
    }
    return show(request, "chronology", context)


@page_of_path
def add(request: HttpRequest) -> HttpResponse:
    """An empty card; its key comes with the form, so that sending twice makes one card."""
    key = request.POST.get("key", "")
    if len(key) != len(new_key()) or not set(key) <= set(KEY_LETTERS):
        key = new_key()
    return _card(request, key, is_new=True)


@page_of_path
def card(request: HttpRequest, key: str) -> HttpResponse:
    """One card, to complete or to change."""
    if _chronology(request).card(key) is None:
        if request.method == "POST":
            raise Http404
        return redirect("claim:chronology")
    return _card(request, key, is_new=False)


@page_of_path
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a card away, after one more question."""
    found = _chronology(request)
    if found.card(key) is None:
        return redirect("claim:chronology")
    if request.method == "POST":
        try:
            answers_of(request).change(
                STORED,
                lambda stored: chronology.without_card(stored, key),
                seen={("cards", key): request.POST.get(SEEN_CARD)},
            )
        except Stale:
            return _ask_to_remove(request, key, has_changed=True)
        return redirect("claim:chronology")
    return _ask_to_remove(request, key)


def _card(request: HttpRequest, key: str, *, is_new: bool) -> HttpResponse:
    found = _chronology(request)
    is_only_shown = "months" in request.POST
    form = CardForm(
        found, key, timezone.localdate(), data=posted(request), is_only_shown=is_only_shown
    )
    is_full = found.card(key) is None and len(found.keys) >= chronology.MAX_CARDS
    differences: list[Difference] = []
    is_empty = False
    if form.is_bound and not is_only_shown and form.is_valid() and not is_full:
        is_empty = is_new and form.is_empty
        if not is_empty:
            try:
                form.save(request, STORED)
            except Stale as stale:
                differences = form.differences(stale)
            else:
                return redirect(_place(_chronology(request), key))
    context = {
        "form": form,
        "asks": labels_of(form.asks(request, STORED, fresh=bool(differences))),
        "differences": differences,
        "key": key,
        "is_new": is_new,
        "number": found.numbers.get(key),
        "total": len(found.keys),
        "is_full": is_full,
        "is_empty": is_empty,
        "most": chronology.MAX_CARDS,
        "back": _place(found, key),
    }
    is_wrong = form.is_bound and not is_only_shown
    return show(request, "card", context, status=422 if is_wrong else 200)


def _ask_to_remove(request: HttpRequest, key: str, *, has_changed: bool = False) -> HttpResponse:
    found = _chronology(request)
    context = {
        "key": key,
        "row": _row(found, key, usual_reckoning(found)),
        "card": found.card(key),
        "mentions": chronology.mentions({"cards": found.cards}, key),
        "seen": answers_of(request).fingerprint(STORED, ("cards", key)),
        "has_changed": has_changed,
        "back": _place(found, key),
    }
    return show(request, "card_remove", context, status=422 if has_changed else 200)


def _put_in_order(request: HttpRequest) -> HttpResponse:
    """Up, down, to a number, or everything by date; then the list where the card is now."""
    key = request.POST.get("card", "")
    for step, name in ((-1, "up"), (1, "down")):
        if name in request.POST:
            key = request.POST[name]
            _change(request, key, step=step)
    if "by_date" in request.POST:
        answers_of(request).change(
            STORED,
            lambda stored: chronology.in_order(stored, Chronology.of(stored).keys_by_date()),
        )
    elif "to" in request.POST and (number := whole(request.POST["to"])) is not None:
        _change(request, key, to=number)
    return redirect(_place(_chronology(request), key))


def _change(request: HttpRequest, key: str, *, step: int = 0, to: int | None = None) -> None:
    def move(stored: dict[str, Any]) -> dict[str, Any]:
        number = Chronology.of(stored).numbers.get(key, 0)
        return chronology.moved(stored, key, number + step if to is None else to)

    answers_of(request).change(STORED, move)


def _chronology(request: HttpRequest) -> Chronology:
    return Chronology.of(claim_of(request))


def _page(number: int) -> int:
    """The page on which the card of that number is."""
    return max(number - 1, 0) // PAGE + 1


def _place(found: Chronology, key: str) -> str:
    """The address of a card in the list."""
    address = reverse("claim:chronology")
    number = found.numbers.get(key)
    if number is None:
        return address
    page = _page(number)
    return f"{address}?page={page}#{key}" if page > 1 else f"{address}#{key}"


def _row(found: Chronology, key: str, also: Reckoning) -> Row:
    number = found.numbers[key]
    card = found.cards[number - 1]
    place = str(card.get("place") or "").partition("\n")[0]
    return Row(key, number, card_title(card, TITLE), when_words(found, key, also), place)


def _remarks(found: Chronology, also: Reckoning) -> list[Remark]:
    said = [_gap(found, one, also) for one in found.gaps()]
    return said + [_same_time(found, one, also) for one in found.same_times()]


def _gap(found: Chronology, gap: Gap, also: Reckoning) -> Remark:
    return Remark(
        "gap",
        _row(found, gap.before, also),
        _row(found, gap.after, also),
        month_words_both(gap.last, also),
        month_words_both(gap.first, also),
    )


def _same_time(found: Chronology, same: SameTime, also: Reckoning) -> Remark:
    return Remark(
        "same_time",
        _row(found, same.first, also),
        _row(found, same.second, also),
        month_words_both(same.day, also),
    )
