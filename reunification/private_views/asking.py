"""Questions: one a page, or a whole section on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.answers import SEEN, Stale, new_key
from guide.private_pages import answers_of, page_of_path, posted
from guide.stored_forms import Ask, Difference
from reunification import family as families
from reunification import questions, wording
from reunification.family import Family, TooManyRelativesError
from reunification.forms import AnswersForm, html_name
from reunification.private_views.common import (
    RETURNS,
    STORED,
    after_section,
    family_of,
    go,
    question_url,
    section_url,
    show,
)
from reunification.questions import Page, Question, Section, Told


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one page under their heading; in the long layout, one of many."""

    slug: str
    words: wording.Words
    asks: tuple[Ask, ...]
    is_single: bool


@page_of_path
def question(request: HttpRequest, section: Section, slug: str) -> HttpResponse:
    """One page of questions about oneself or the application."""
    return _one_page(request, section, slug, "")


@page_of_path
def person_question(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One page of questions about a relative. The first answer adds the relative."""
    return _one_page(request, Section.RELATIVE, slug, key)


@page_of_path
def section(request: HttpRequest, section: Section) -> HttpResponse:
    """All questions of a section, for who prefers one page."""
    return _whole_section(request, section, "")


@page_of_path
def person(request: HttpRequest, key: str) -> HttpResponse:
    return _whole_section(request, Section.RELATIVE, key)


def _one_page(request: HttpRequest, section: Section, slug: str, key: str) -> HttpResponse:
    page = questions.page_named(section, slug)
    if page is None:
        raise Http404
    family = family_of(request)
    is_first = page is questions.RELATIVE[0]
    if section is Section.RELATIVE and key not in family.keys:
        if not is_first:
            return _nobody_there(request)
        if len(family.keys) >= questions.MAX_RELATIVES:
            return full(request)
    told = family.told(key)
    asked = page.asked(told)
    back = request.GET.get("back", "")
    if not asked:  # an answer given since makes this question needless
        return redirect(_next(family, page, key, back, before=family))
    form = AnswersForm(
        asked, family, section, key, data=posted(request), labels=_labels([page], told)
    )
    if request.method != "POST" or form.is_valid():
        if request.method != "POST":
            return _show_page(request, form, page, back)
        try:
            changed = _save(request, form)
        except Stale as stale:
            return _show_page(request, form, page, back, differences=_differences(form, stale))
        except TooManyRelativesError:
            return full(request)
        return go(request, _next(changed, page, key, back, before=family), layout=family.layout)
    return _show_page(request, form, page, back)


def _whole_section(request: HttpRequest, section: Section, key: str) -> HttpResponse:
    family = family_of(request)
    if section is Section.RELATIVE and key not in family.keys:
        return _nobody_there(request)
    told = family.told(key)
    shown = questions.pages(section, told)
    asked = [one for page in shown for one in page.asked(told)]
    form = AnswersForm(
        asked,
        family,
        section,
        key,
        data=posted(request),
        must_answer=False,
        labels=_labels(shown, told),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = _save(request, form)
        except Stale as stale:
            return _show_section(request, form, shown, differences=_differences(form, stale))
        new = _newly_open(family, changed, section, key)
        if new:
            return redirect(f"{section_url(section, key)}#{new[0].slug}")
        return redirect(after_section(changed, section))
    return _show_section(request, form, shown)


def _save(request: HttpRequest, form: AnswersForm) -> Family:
    """Store the replies. Raises `Stale` when an answer changed since the form was shown."""

    def change(stored: dict[str, Any]) -> dict[str, Any]:
        changed = families.with_answers(stored, form.section, form.key, form.replies)
        return _with_written(changed, form)

    stored = answers_of(request).change(STORED, change, seen=form.seen())
    return Family(stored, form.family.today)


def _with_written(stored: dict[str, Any], form: AnswersForm) -> dict[str, Any]:
    """Keep beside a date how the person's paper writes it, in another calendar."""
    owner = form.key or form.section.value
    kept = dict(stored.get("as_written") or {})
    mine = {
        name: words for name, words in (kept.get(owner) or {}).items() if name not in form.replies
    }
    mine |= {name: words for name, words in form.written.items() if form.replies.get(name)}
    if mine:
        kept[owner] = mine
    else:
        kept.pop(owner, None)
    if kept:
        return {**stored, "as_written": kept}
    return {name: value for name, value in stored.items() if name != "as_written"}


def _next(family: Family, page: Page, key: str, back: str, *, before: Family) -> str:
    """The page after an answer: the next question, or back where the change began.

    A changed answer may open new questions: they come first.
    """
    if back in RETURNS:
        new = _newly_open(before, family, page.section, key)
        if new:
            return question_url(new[0], key, back)
        return reverse(RETURNS[back])
    if family.layout == "all" and page is questions.RELATIVE[0]:
        return section_url(Section.RELATIVE, key)
    following = questions.page_after(page, family.told(key))
    return question_url(following, key) if following else after_section(family, page.section)


def _newly_open(before: Family, after: Family, section: Section, key: str) -> list[Page]:
    was_asked = {page.slug for page in questions.pages(section, before.told(key))}
    told = after.told(key)
    return [
        page
        for page in questions.pages(section, told)
        if page.slug not in was_asked and not questions.is_done(page, told)
    ]


def _differences(form: AnswersForm, stale: Stale) -> list[Difference]:
    by_path = {
        families.path_of(form.section, form.key, question.key): question for question in form.asked
    }
    return [
        Difference(
            wording.LABELS[by_path[one.path].key],
            wording.answer_words(by_path[one.path], one.stored),
            wording.answer_words(by_path[one.path], one.proposed),
        )
        for one in stale.conflicts
    ]


# What the templates receive.


def _show_page(
    request: HttpRequest,
    form: AnswersForm,
    page: Page,
    back: str,
    differences: Sequence[Difference] = (),
) -> HttpResponse:
    family, key = form.family, form.key
    told = family.told(key)
    pages = questions.pages(page.section, told)
    context = _context(form) | {
        "group": _group(request, form, page, told, fresh=bool(differences)),
        "here": pages.index(page) + 1,
        "total": len(pages),
        "back_url": _back_url(family, page, key, back),
        "skip_url": None if back in RETURNS else _skip_url(family, page, key),
        "differences": differences,
        "keep_url": reverse(RETURNS[back]) if back in RETURNS else None,
        "all_url": section_url(page.section, key) if key in ("", *family.keys) else None,
    }
    return show(request, "question", context, status=422 if form.is_bound else 200)


def _show_section(
    request: HttpRequest,
    form: AnswersForm,
    shown: Iterable[Page],
    differences: Sequence[Difference] = (),
) -> HttpResponse:
    told = form.family.told(form.key)
    groups = [_group(request, form, page, told, fresh=bool(differences)) for page in shown]
    first = questions.pages(form.section, told)[0]
    context = _context(form) | {
        "groups": groups,
        "differences": differences,
        "one_url": question_url(first, form.key),
    }
    return show(request, "section", context, status=422 if form.is_bound else 200)


def _context(form: AnswersForm) -> dict[str, Any]:
    family, key = form.family, form.key
    is_person = form.section is Section.RELATIVE
    return {
        "form": form,
        "section": form.section,
        "section_name": wording.SECTIONS[form.section],
        "person": wording.person_name(family.facts(key), family.number(key)) if is_person else "",
        "key": key,
    }


def _skip_url(family: Family, page: Page, key: str) -> str | None:
    """The way on without an answer. Somebody not added yet cannot be skipped, only left."""
    if page.section is Section.RELATIVE and key not in family.keys:
        return None
    following = questions.page_after(page, family.told(key))
    return question_url(following, key) if following else after_section(family, page.section)


def _back_url(family: Family, page: Page, key: str, back: str) -> str:
    if back in RETURNS:
        return reverse(RETURNS[back])
    told = family.told(key)
    before = questions.page_before(page, told)
    if before:
        return question_url(before, key)
    match page.section:
        case Section.PROTECTION:
            return question_url(questions.pages(Section.ME, told)[-1])
        case Section.RELATIVE:
            return reverse("family:people")
        case Section.APPLICATION:
            return reverse("family:answers")
    return reverse("family:home")


def _group(
    request: HttpRequest, form: AnswersForm, page: Page, told: Told, *, fresh: bool
) -> Group:
    asked = page.asked(told)
    words = wording.page_words(page, told)
    return Group(
        page.slug,
        words,
        tuple(_ask(request, form, question, fresh=fresh) for question in asked),
        _is_single(page),
    )


def _is_single(page: Page) -> bool:
    """Does the page ask one thing, so that its heading is the label of the field?"""
    return len(page.questions) == 1


def _labels(shown: Iterable[Page], told: Told) -> dict[str, Any]:
    return {
        page.questions[0].key: wording.page_words(page, told).heading
        for page in shown
        if _is_single(page)
    }


def _ask(request: HttpRequest, form: AnswersForm, question: Question, *, fresh: bool) -> Ask:
    """A field. The fingerprint sent back is the one first shown, unless the person was told."""
    name = html_name(question.key)
    if form.is_bound and not fresh:
        seen = str(form.data.get(f"{SEEN}{name}", ""))
    else:
        path = families.path_of(form.section, form.key, question.key)
        seen = answers_of(request).fingerprint(STORED, path)
    owner = form.key or form.section.value
    written = ((form.family.stored.get("as_written") or {}).get(owner) or {}).get(question.key)
    return Ask(
        form[name],
        form.remarks[name],
        seen,
        written or "",
    )


def full(request: HttpRequest) -> HttpResponse:
    """Thirty relatives are told: there is no room for one more."""
    status = 422 if request.method == "POST" else 200
    return show(request, "full", {"most": questions.MAX_RELATIVES}, status=status)


def _nobody_there(request: HttpRequest) -> HttpResponse:
    """The person was removed, maybe in another tab."""
    status = 422 if request.method == "POST" else 404
    return show(request, "nobody", {}, status=status)


def new_person(request: HttpRequest) -> HttpResponse:
    """Send to the first question about somebody new.

    The key stands in the address from there on, so that neither the back button nor a double
    click adds anybody twice; nothing is stored before an answer.
    """
    family = family_of(request)
    if len(family.keys) >= questions.MAX_RELATIVES:
        return full(request)
    return redirect(question_url(questions.RELATIVE[0], new_key()))


add_person = page_of_path(new_person)
