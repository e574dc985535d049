"""What the articles of the asylum guide may say, and must say somewhere."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from guide import content, content_files
from guide.content_files import Article, Text, Tree
from tests.pages import words

MAIN_PATH_WORDS = 250
WRITTEN = ("fr", "en")
"""The languages written here; the others are checked by their readers."""

SUBJECTS = (
    *("FORM", "PROC", "CONV", "INT", "TIERS", "ABS", "GRD", "DEC", "POS", "NEG", "RIGHTS"),
    *("CON", "HELP"),
)

UNSURE = {
    "OFPRA-NEG-22": "an extra month overseas: not found in the law",
    "OFPRA-PACT-05": "shorter appeal periods: not known, the letter says",
    "OFPRA-PACT-08": "reopening under the new rules: not known, never promised",
    "OFPRA-PACT-14": "transitional rule: not read",
    "OFPRA-DL-21": "a limit to ask for another day: there is none",
    "OFPRA-DL-23": "an extra month overseas, again",
}
"""What nobody could confirm, and why it is not even a fact here."""

NEVER = {
    "fr": re.compile(
        r"\bprouv|\bment(?:ir|ez|i|eur|euse|ent)\b|\bmensong|votre histoire|\bavou(?:er|ez|é)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bprov(?:e|es|ed|en|ing)\b|\bl(?:ie|ies|ied|ying|iar)\b|your story|\badmit(?!tance)",
        re.IGNORECASE,
    ),
}
"""Words that doubt the person, or make what they lived through a tale."""

LEFT_ALONE = {
    "fr": re.compile(
        r"\bviols?\b|tortur|mutilation|excision|orientation sexuelle|identité de genre|"
        r"\bsexuel|mariages? forcés?|\b(?:la|de) traite\b|esclavage|\bclans?\b|\bcastes?\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\brap(?:e|ed|es)\b|tortur|mutilation|sexual|gender identity|forced marriage|"
        r"traffick|slavery|\bclans?\b|\bcastes?\b",
        re.IGNORECASE,
    ),
}
"""Words that a person has to choose in the other languages: in short blocks of their own."""

OWN_BLOCK_WORDS = 70
EMAIL = re.compile(r"[\w.+-]+(?:@|\s*\[at\]\s*)[\w-]+(?:\.[\w-]+)+")
MARK = re.compile(r"\]\([^)]*\)|\{[a-z][a-z0-9_]*\}")
MAY_BE_TYPED = re.compile(r"\b[LRD]\. \d+-\d+|\b20\d\d\b")
"""Numbers that name an article of law, and years."""


@pytest.fixture(scope="module")
def tree() -> Tree:
    return content_files.read(content.folders(), settings.OFFERED_LANGUAGES)


@pytest.fixture(scope="module")
def texts(tree: Tree) -> list[Text]:
    return [text for text in tree.texts if text.slug.startswith("ofpra.")]


@pytest.fixture(scope="module")
def articles(tree: Tree) -> list[Article]:
    return [article for article in tree.articles if article.app == "ofpra"]


def block_of(tree: Tree, article: Article, key: str, code: str) -> str:
    """The title and the words of a block in a language."""
    by_slug = {text.slug: text.words for text in tree.texts}
    prefix = f"ofpra.articles.{article.slug}.{key}"
    return " ".join(by_slug.get(f"{prefix}.{part}", {}).get(code, "") for part in ("title", "text"))


def test_every_fact_of_the_subjects_is_said(tree: Tree, texts: list[Text]) -> None:
    said = {key for text in texts for key in text.facts}
    parts = {fact.key: fact.key.split("-") for fact in tree.facts}
    known = {key for key, part in parts.items() if part[0] == "OFPRA" and part[1] in SUBJECTS}

    assert len(known) > 140
    assert known - said == set()


def test_what_nobody_could_confirm_is_not_a_fact(tree: Tree) -> None:
    assert not set(UNSURE) & {fact.key for fact in tree.facts}


def test_every_block_names_its_facts(articles: list[Article]) -> None:
    assert [block.slug for article in articles for block in article.blocks if not block.facts] == []


def test_every_text_of_an_article_is_in_english(texts: list[Text]) -> None:
    of_articles = [text for text in texts if text.slug.startswith("ofpra.articles.")]

    assert [text.slug for text in of_articles if "en" not in text.words] == []


@pytest.mark.parametrize("code", WRITTEN)
def test_numbers_that_bind_enter_by_name(texts: list[Text], code: str) -> None:
    """A number typed in a text would stay behind when the law changes."""
    typed = {
        text.slug: text.words[code]
        for text in texts
        if text.slug.startswith("ofpra.articles.")
        and text.risk == "A"
        and code in text.words
        and re.search(r"\d", MAY_BE_TYPED.sub("", MARK.sub("", text.words[code])))
    }

    assert typed == {}


@pytest.mark.parametrize("code", WRITTEN)
def test_no_word_doubts_the_person(texts: list[Text], code: str) -> None:
    found = {
        text.slug: hit[0]
        for text in texts
        if code in text.words and (hit := NEVER[code].search(text.words[code]))
    }

    assert found == {}


@pytest.mark.parametrize("code", WRITTEN)
def test_words_left_to_people_stand_in_short_folded_blocks(
    tree: Tree, articles: list[Article], code: str
) -> None:
    wrong = {}
    for article in articles:
        for block in article.blocks:
            said = block_of(tree, article, block.key, code)
            if LEFT_ALONE[code].search(said):
                is_apart = block.folded and not MARK.search(said)
                if not is_apart or len(said.split()) > OWN_BLOCK_WORDS:
                    wrong[block.slug] = said

    assert wrong == {}


def test_titles_keep_the_words_left_to_people_out(texts: list[Text]) -> None:
    titles = [text for text in texts if text.slug.endswith((".title", ".lead"))]

    assert [text.slug for text in titles if LEFT_ALONE["fr"].search(text.words["fr"])] == []


def test_no_address_is_typed_and_none_is_invented(tree: Tree, texts: list[Text]) -> None:
    """The e-mail of a division is on the summons only."""
    typed = [text.slug for text in texts if any(map(EMAIL.search, text.words.values()))]
    known = {value.value for value in tree.values if EMAIL.search(value.value)}

    assert typed == []
    assert known == {
        "acces.audio@ofpra.gouv.fr",
        "comacces@ofpra.gouv.fr",
        "prada@ofpra.gouv.fr",
        "observations.ofpra@lacimade.org",
    }


def test_a_month_for_the_appeal_is_never_said_without_the_letter(
    tree: Tree, articles: list[Article]
) -> None:
    alone = [
        block.slug
        for article in articles
        for block in article.blocks
        if "{appeal_months}" in (said := block_of(tree, article, block.key, "fr"))
        and block.kind != "myth"
        and not re.search("votre (?:lettre|décision)", said)
    ]

    assert alone == []


def test_reopening_is_only_said_of_closures_and_with_the_notice(
    tree: Tree, articles: list[Article]
) -> None:
    """Whether files lodged from 12 June 2026 can be reopened is not known."""
    new = {fact.key for fact in tree.facts if fact.new_rules}
    said = {
        block.slug: (block_of(tree, article, block.key, "fr"), block.facts)
        for article in articles
        for block in article.blocks
        if "{reopening_months}" in block_of(tree, article, block.key, "fr")
    }

    assert said
    assert [slug for slug, (_, facts) in said.items() if not new & set(facts)] == []
    assert [slug for slug, (spoken, _) in said.items() if "clôture" not in spoken.lower()] == []


def test_the_list_of_associations_is_the_one_of_ofpra(tree: Tree, articles: list[Article]) -> None:
    page = next(article for article in articles if article.slug == "lawyer-or-association")
    said = " ".join(block_of(tree, page, block.key, "fr") for block in page.blocks)

    assert "(https://www.ofpra.gouv.fr/)" in said
    assert not re.search("Forum réfugiés|ANAFE|Anafé|Ordre de Malte|France terre d'asile", said)


@pytest.mark.django_db
@pytest.mark.parametrize("code", WRITTEN)
def test_the_main_path_of_a_page_is_short(client: Client, code: str) -> None:
    """Folded details and the way on aside; the themes carry phrases in two languages besides."""
    long = {}
    for article in content.current().articles(app="ofpra"):
        if article.section == "prepare":
            continue
        page = client.get(f"/{code}/asylum/{article.slug}/").content.decode()
        page = page.partition("<main")[2].partition("</article>")[0]
        while (shorter := re.sub(r"(?s)<details(?:(?!<details).)*?</details>", "", page)) != page:
            page = shorter
        count = len(words("<body>" + page).split())
        if count > MAIN_PATH_WORDS:
            long[article.slug] = count

    assert long == {}
