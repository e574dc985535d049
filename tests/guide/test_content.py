"""Content: files read strictly, stored once, read by pages from memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connections
from django.template import Context, Template
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from guide import content, content_files, models
from guide.articles import badge_state
from guide.content_files import ContentError, fingerprint
from guide.content_store import store
from guide.management.commands.check_content import problems, report
from guide.management.commands.stamp_translations import stamp

LANGUAGES = ("fr", "en", "ar")

FILES: dict[str, Any] = {
    "reunification/sources.yaml": {
        "S01": {"name": "Le texte", "site": "exemple.fr", "date": None, "kind": "law"}
    },
    "reunification/facts.yaml": {
        "F-01": {
            "law": "CESEDA, art. L. 561-2",
            "sources": ["S01"],
            "confidence": "high",
            "read_on": date(2026, 11, 22),
        },
        "F-02": {
            "law": "Pratique",
            "sources": ["S01"],
            "confidence": "medium",
            "read_on": date(2026, 11, 22),
            "check_at": "auprès du poste consulaire",
        },
    },
    "reunification/values.yaml": {"days": {"value": 30, "facts": ["F-02"]}},
    "reunification/fr/reasons.yaml": {
        "late": {"text": "Vous avez {days} jours.", "facts": ["F-01"], "risk": "A"},
        "why": {"text": "C'est la loi, {name}.", "facts": ["F-01"], "risk": "B"},
        "label": "Bonjour",
    },
    "reunification/en/reasons.yaml": {
        "late": "You have {days} days.",
        "why": "It is the law, {name}.",
        "label": "Hello",
    },
    "reunification/ar/reasons.yaml": {
        "late": "لديكم {days} يومًا.",
        "why": "هذا هو القانون، {name}.",
    },
    "reunification/fr/articles/receipt.yaml": {
        "title": "Garder le reçu",
        "lead": "Un papier compte.",
        "order": 10,
        "step": 1,
        "section": "steps",
        "blocks": [
            {
                "id": "do",
                "kind": "do",
                "text": "Gardez-le [ici](article:receipt).",
                "facts": ["F-01"],
                "risk": "A",
            },
            {"id": "lost", "kind": "wrong", "title": "Perdu", "text": "Écrivez.", "facts": []},
        ],
    },
    "reunification/ar/articles/receipt.yaml": {
        "title": "احتفظوا بالإيصال",
        "lead": "ورقة مهمة.",
        "blocks": {"do": {"text": "احتفظوا به [هنا](article:receipt)."}},
    },
    "guide/fr/terms.yaml": {"refugee": {"term": "réfugié", "meaning": "Une personne protégée."}},
    "guide/ar/terms.yaml": {"refugee": {"term": "لاجئ"}},
    "guide/posts.yaml": {"ET": {"city": "Addis Ababa", "confidence": "medium", "as_of": "2024"}},
}

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        write(tmp_path, name, data)
    return tmp_path


def write(folder: Path, name: str, data: Any) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def change(folder: Path, name: str, edit: Change) -> None:
    data = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    edit(data)
    write(folder, name, data)


def read(folder: Path) -> content_files.Tree:
    apps = {app: folder / app for app in ("guide", "reunification")}
    return content_files.read(apps, LANGUAGES)


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read(folder)
    return str(caught.value)


@pytest.fixture
def loaded(folder: Path, db: None) -> Iterator[Path]:
    """The small tree in the database, in place of the real one."""
    store(read(folder))
    yield folder
    content.refresh()


# Files.


def test_a_tree_of_files_is_read_whole(folder: Path) -> None:
    tree = read(folder)

    slugs = {text.slug for text in tree.texts}
    assert "reunification.reasons.late" in slugs
    assert "reunification.articles.receipt.lost.title" in slugs
    assert tree.articles[0].blocks[1].folded
    assert tree.posts[0].is_firm


def test_a_text_cites_the_facts_of_the_values_it_calls(folder: Path) -> None:
    text = next(text for text in read(folder).texts if text.slug == "reunification.reasons.late")

    assert text.facts == ("F-01", "F-02")


@pytest.mark.parametrize(
    ("name", "edit", "said"),
    [
        ("fr/reasons.yaml", lambda d: d["late"].update(rsik="A"), "late: unknown key `rsik`"),
        ("fr/reasons.yaml", lambda d: d["late"].update(risk="D"), "late: `D` is none of A, B, C"),
        ("fr/reasons.yaml", lambda d: d["late"].update(facts=["F-09"]), "unknown fact F-09"),
        ("fr/reasons.yaml", lambda d: d.update(empty=""), "empty: must be a text"),
        ("fr/reasons.yaml", lambda d: d.update(b="a\u202eb"), "b: has a bidi control"),
        ("fr/reasons.yaml", lambda d: d.update(l="[x](article:none)"), "unknown article none"),
        ("fr/reasons.yaml", lambda d: d.update(l="[x](http://a.fr)"), "the link http://a.fr"),
        ("facts.yaml", lambda d: d["F-01"].update(confidence="low"), "`low` is none of high"),
        ("facts.yaml", lambda d: d["F-02"].pop("check_at"), "F-02: is medium"),
        ("facts.yaml", lambda d: d["F-01"].update(sources=["S9"]), "unknown source S9"),
        ("facts.yaml", lambda d: d["F-01"].update(new_rules=False), "`new_rules` is `true`, or"),
        ("fr/articles/receipt.yaml", lambda d: d.pop("lead"), "`lead` is missing"),
        (
            "fr/articles/receipt.yaml",
            lambda d: d["blocks"][0].update(text="{nobody}"),
            "{nobody} is not in any values.yaml",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_file_and_key(
    folder: Path, name: str, edit: Change, said: str
) -> None:
    change(folder, f"reunification/{name}", edit)

    problem = refusal(folder)

    assert said in problem
    assert Path(name).name in problem


def test_two_values_of_one_name_are_refused(folder: Path) -> None:
    write(folder, "guide/values.yaml", {"days": {"value": 15, "facts": []}})

    assert "days: another value has this name" in refusal(folder)


@pytest.mark.parametrize(
    ("name", "edit", "said"),
    [
        ("reasons.yaml", lambda d: d.update(late="{days} {x}"), "the French has no {x}"),
        ("reasons.yaml", lambda d: d.update(late="أ\u202eب {days}"), "late: has a bidi control"),
        ("reasons.yaml", lambda d: d.update(late=["x"]), "late: must be a text"),
        ("reasons.yaml", lambda d: d.update(more="x"), "more: translates no French text"),
        (
            "articles/receipt.yaml",
            lambda d: d["blocks"].update(x={"text": "x"}),
            "x: translates no French block",
        ),
        ("articles/receipt.yaml", lambda d: d.update(tilte="x"), "unknown key `tilte`"),
    ],
)
def test_a_faulty_translation_stays_out_and_is_named(
    folder: Path, name: str, edit: Change, said: str
) -> None:
    change(folder, f"reunification/ar/{name}", edit)

    tree = read(folder)

    late = next(text for text in tree.texts if text.slug == "reunification.reasons.late")
    assert any(said in problem and name in problem for problem in problems(tree))
    assert late.words.get("ar", "لديكم {days} يومًا.") == "لديكم {days} يومًا."


def test_a_translation_of_nothing_is_named(folder: Path) -> None:
    write(folder, "reunification/ar/other.yaml", "a: b")
    write(folder, "reunification/ar/reasons.yaml", "a: [")

    tree = read(folder)

    assert any("other.yaml: translates no French file" in line for line in tree.rejected)
    assert any("reasons.yaml" in line for line in tree.rejected)


def test_every_problem_is_said_at_once(folder: Path) -> None:
    change(folder, "reunification/fr/reasons.yaml", lambda d: d["late"].update(rsik="A"))
    write(folder, "reunification/fr/other.yaml", "a: 1\na: 2\n")
    write(folder, "reunification/stray.yaml", "")

    problem = refusal(folder)

    assert "rsik" in problem
    assert "the key 'a' is there twice" in problem
    assert "stray.yaml: is not a file of content" in problem


def test_no_and_on_are_words_not_truth_values(folder: Path) -> None:
    write(folder, "reunification/fr/answers.yaml", "no: Non\nyes: Oui\n")

    slugs = {text.slug for text in read(folder).texts}

    assert {"reunification.answers.no", "reunification.answers.yes"} <= slugs


# States of translations.


def record(state: str, french: str, translation: str, **more: str) -> dict[str, str]:
    return {
        "state": state,
        "source": fingerprint(french),
        "text": fingerprint(translation),
        **more,
    }


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (None, "machine"),
        (record("human", "Vous avez {days} jours.", "لديكم {days} يومًا."), "human"),
        (record("human", "Le vieux français.", "لديكم {days} يومًا."), "outdated"),
        (record("human", "Vous avez {days} jours.", "ترجمة قديمة"), "machine"),
    ],
)
def test_the_state_of_a_translation_follows_the_words(
    folder: Path, row: dict[str, str] | None, state: str
) -> None:
    if row:
        write(folder, "reunification/ar/status.yaml", {"reunification.reasons.late": row})

    text = next(text for text in read(folder).texts if text.slug == "reunification.reasons.late")

    assert text.states == {"fr": "source", "en": "source", "ar": state}


def test_reviewed_says_by_whom_and_when(folder: Path) -> None:
    row = record("reviewed", "Vous avez {days} jours.", "x")
    write(folder, "reunification/ar/status.yaml", {"reunification.reasons.late": row})

    tree = read(folder)

    assert any("`by` and `on`" in line for line in tree.rejected)
    assert not any("reviewed" in text.states.values() for text in tree.texts)


def test_a_stamp_never_calls_an_outdated_translation_fresh(folder: Path) -> None:
    text = next(text for text in read(folder).texts if text.slug == "reunification.reasons.late")
    old = record("human", "Le vieux français.", text.words["ar"])

    assert stamp(text, "ar", old) == old
    assert stamp(text, "ar", None)["state"] == "machine"
    assert stamp(text, "ar", {**old, "text": "0"})["state"] == "machine"
    assert stamp(text, "ar", old, still_right=True)["source"] == fingerprint(text.words["fr"])


# Loading.


def test_loading_twice_changes_nothing(loaded: Path) -> None:
    version = content.version()

    changes = store(read(loaded))

    assert changes == ()
    assert content.version() == version


def test_loading_says_what_changed_and_removes_what_vanished(loaded: Path) -> None:
    before = content.version()
    change(loaded, "reunification/fr/reasons.yaml", lambda d: d["late"].update(text="{days}."))
    for code in LANGUAGES:
        change(loaded, f"reunification/{code}/reasons.yaml", lambda d: d.pop("label", None))

    changes = {(one.what, one.slug) for one in store(read(loaded))}

    assert changes == {
        ("changed", "reunification.reasons.late"),
        ("removed", "reunification.reasons.label"),
    }
    assert content.version() != before
    assert not content.current().has("reunification.reasons.label")


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_leave_one_content(folder: Path) -> None:
    tree = read(folder)
    failures: list[BaseException] = []

    def load() -> None:
        try:
            store(tree)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert models.ContentVersion.objects.get().number >= 1
    assert models.Text.objects.count() == len(tree.texts)


# The snapshot.


def test_a_page_reads_the_content_without_a_query(
    loaded: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content.current()

    with django_assert_num_queries(0):
        for language in LANGUAGES:
            content.current().text("reunification.reasons.late", language)


def test_the_snapshot_is_read_in_few_queries(
    loaded: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    content.refresh()

    with django_assert_max_num_queries(10):
        content.current()


def test_the_version_is_asked_once_in_a_while(
    loaded: Path, settings: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content.version()
    with django_assert_num_queries(0):
        content.version()

    settings.CONTENT_RECHECK_SECONDS = 0
    with django_assert_num_queries(1):
        content.version()


def test_a_lost_version_row_does_not_take_the_pages_away(loaded: Path) -> None:
    known = content.current()
    models.ContentVersion.objects.all().delete()
    content.refresh()

    assert content.current() is known


def test_values_enter_every_language_in_their_direction(loaded: Path) -> None:
    snapshot = content.current()

    assert snapshot.text("reunification.reasons.late", "en").plain == "You have 30 days."
    assert (
        '<bdi dir="ltr" class="nb">30</bdi>'
        in snapshot.text("reunification.reasons.late", "ar").html
    )


def test_what_is_not_translated_is_in_french_and_says_so(loaded: Path) -> None:
    wording = content.current().text("reunification.reasons.label", "ar")

    assert (wording.state, wording.language.code, wording.plain) == ("missing", "fr", "Bonjour")


def test_an_unknown_slug_is_an_error(loaded: Path) -> None:
    with pytest.raises(content.MissingTextError):
        content.current().text("reunification.reasons.nothing", "fr")


def test_progress_counts_texts_read_by_a_person(loaded: Path) -> None:
    total = len(content.current().rows)

    assert content.current().progress("fr") == (total, total, total)
    assert content.current().progress("ar") == (0, 5, total)


# The tags.


def rendered(source: str, language: str, **context: object) -> str:
    with override(language):
        return Template(source).render(Context(context))


LATE = '{% text "reunification.reasons.late" %}'
WHY = '{% text "reunification.reasons.why" name=name %}'


def test_a_source_language_stands_alone(loaded: Path) -> None:
    assert rendered(LATE, "fr") == "<p>Vous avez 30 jours.</p>"
    assert rendered(LATE, "en") == "<p>You have 30 days.</p>"


def test_an_unread_translation_that_could_harm_has_its_french_beside(loaded: Path) -> None:
    made = rendered(LATE, "ar")

    assert made.startswith('<div class="pair"><div lang="ar" dir="rtl">')
    assert '<div lang="fr" dir="ltr"><p>Vous avez 30 jours.</p></div>' in made


def test_another_unread_translation_has_its_french_folded(loaded: Path) -> None:
    made = rendered(WHY, "ar", name="Nadia")

    assert '<summary lang="fr" dir="ltr">Français</summary>' in made
    assert '<bdi dir="ltr" class="nb">Nadia</bdi>' in made


@pytest.mark.parametrize(
    ("state", "french", "badge"),
    [
        ("machine", "Vous avez {days} jours.", "machine"),
        ("human", "Vous avez {days} jours.", "human"),
        ("human", "Le vieux français.", "outdated"),
        ("reviewed", "Vous avez {days} jours.", ""),
    ],
)
def test_a_page_says_the_least_sure_state_of_its_texts(
    loaded: Path, state: str, french: str, badge: str
) -> None:
    row = record(state, french, "لديكم {days} يومًا.", by="R", on="2026")
    write(loaded, "reunification/ar/status.yaml", {"reunification.reasons.late": row})
    store(read(loaded))

    with override("ar"):
        assert badge_state(["reunification.reasons.late"]) == badge
        assert badge_state(["reunification.reasons.late", "reunification.reasons.label"]) == (
            "missing"
        )
    with override("en"):
        assert badge_state(["reunification.reasons.late"]) == ""


def test_a_reviewed_translation_stands_alone(loaded: Path) -> None:
    row = record("reviewed", "Vous avez {days} jours.", "لديكم {days} يومًا.", by="R", on="2026")
    write(loaded, "reunification/ar/status.yaml", {"reunification.reasons.late": row})
    store(read(loaded))

    assert "fr" not in rendered(LATE, "ar")


def test_what_a_person_typed_is_escaped_in_both_languages(loaded: Path) -> None:
    made = rendered(WHY, "ar", name="<script>")

    assert "<script>" not in made
    assert made.count("&lt;script&gt;") == 2


def test_a_phrase_in_another_language_than_the_page_is_marked(loaded: Path) -> None:
    phrase = '{% phrase "reunification.reasons.label" %}'

    assert rendered(phrase, "en") == "Hello"
    assert rendered(phrase, "ar") == '<bdi lang="fr" dir="ltr">Bonjour</bdi>'


def test_links_of_the_french_beside_lead_to_the_readers_pages(loaded: Path) -> None:
    made = rendered('{% text "reunification.articles.receipt.do.text" %}', "ar")

    assert made.count('href="/ar/reunification/receipt/"') == 2


def test_a_text_nobody_wrote_shows_its_name_and_the_page_goes_on(loaded: Path) -> None:
    assert "data-missing" in rendered('{% text "reunification.reasons.nothing" %}', "fr")


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        (date(2026, 3, 1), "fr", "1er mars 2026"),
        (date(2026, 3, 5), "en", "05/03/2026 (5 mars 2026)"),
        (None, "fr", ""),
    ],
)
def test_days_are_said_as_in_france(day: date | None, language: str, expected: str) -> None:
    made = rendered("{% date_fr day %}", language, day=day)

    assert "".join(part.partition(">")[2] for part in made.split("<")) == expected
    assert not expected or 'dir="ltr"' in made


def test_the_snapshot_knows_what_new_rules_may_have_changed(loaded: Path) -> None:
    change(loaded, "reunification/facts.yaml", lambda d: d["F-02"].update(new_rules=True))
    store(read(loaded))

    snapshot = content.current()
    assert snapshot.has_new_rules(["F-01", "F-02"])
    assert snapshot.has_new_rules(["reunification.reasons.late"])  # by the value it calls
    assert not snapshot.has_new_rules(["F-01", "reunification.reasons.why", "nothing"])
    assert not snapshot.has_new_rules([])


def test_an_old_source_says_that_it_is_being_checked(loaded: Path, time_machine: Any) -> None:
    sources = "{% sources facts %}"
    fresh = rendered(sources, "fr", facts=["F-01", "F-02"])
    time_machine.move_to(date(2026, 11, 22) + timedelta(days=181))
    old = rendered(sources, "fr", facts=["F-01"])

    assert "sûr" in fresh
    assert "à vérifier auprès du poste consulaire" in fresh
    assert "22/11/2026" in fresh
    assert "en cours de vérification" in old


# check_content.


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("late", "لديكم ثلاثون يومًا.", "{days} is lost"),
        ("late", "لديكم {days} يومًا، ٣٠.", "digits that are not 0-9"),
        ("late", "لديكم **{days} يومًا.", "** without its pair"),
        ("late", "لديكم {days} [هنا](article:receipt).", "the links are not those"),
        ("late", "You have thirty long days to answer {days}.", "no letter of that language"),
        ("late", "على الكفيل أن يرد خلال {days}.", "kafala"),
        ("late", "العنف الجنسي خلال {days} يومًا.", "a person has to choose"),
        ("late", "خطر التعذيب خلال {days} يومًا.", "a person has to choose"),
    ],
)
def test_an_error_in_a_translation_is_found(folder: Path, key: str, words: str, said: str) -> None:
    change(folder, "reunification/ar/reasons.yaml", lambda d: d.update({key: words}))

    assert any(said in problem for problem in problems(read(folder)))


def test_the_small_tree_has_no_error(folder: Path) -> None:
    assert list(problems(read(folder))) == []


def test_the_report_counts_and_names_what_is_missing(folder: Path) -> None:
    said = list(report(read(folder), name_missing=True))

    assert any(line.startswith("ar: 8 texts: 5 machine, 3 missing") for line in said)
    assert "ar: missing (B): reunification.reasons.label" in said


def test_the_report_names_old_facts(folder: Path, time_machine: Any) -> None:
    time_machine.move_to(date(2026, 11, 22) + timedelta(days=181))

    assert any("fact F-01" in line for line in report(read(folder)))


# The real content.


def test_facts_that_new_rules_may_have_changed_need_their_notice(folder: Path) -> None:
    change(folder, "reunification/facts.yaml", lambda d: d["F-02"].update(new_rules=True))
    tree = read(folder)

    assert "1 facts that the rules of 12 June 2026 may have changed" in list(report(tree))
    assert [line for line in problems(tree) if "ofpra.notices.new_rules" in line]


def test_the_content_has_no_error() -> None:
    out = StringIO()

    try:
        call_command("check_content", stdout=out, stderr=out)
    except CommandError as error:
        pytest.fail(f"{error}\n{out.getvalue()}")
