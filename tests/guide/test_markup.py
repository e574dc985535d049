"""Light Markdown to clean HTML, and values into it."""

from __future__ import annotations

import pytest

from guide.markup import direction_of, fill, french_spaces, isolated, to_html, to_inline, to_plain


def address(target: str) -> str:
    return f"/fr/{target.partition(':')[2]}/" if not target.startswith("https:") else target


def html(words: str, direction: str = "ltr") -> str:
    return to_html(words, direction=direction, address=address)  # type: ignore[arg-type]


def test_paragraphs_lists_and_strong_words() -> None:
    assert html("Un **mot**.\n\n- a\n- b") == (
        "<p>Un <strong>mot</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )


def test_inline_words_have_no_paragraph() -> None:
    made = to_inline("Un\n**mot**", direction="ltr", address=address)

    assert made == "Un <strong>mot</strong>"


def test_links_lead_to_our_pages_or_say_that_they_leave() -> None:
    assert html("[ici](article:receipt)") == '<p><a href="/fr/receipt/">ici</a></p>'
    assert html("[là](https://france-visas.gouv.fr)") == (
        '<p><a href="https://france-visas.gouv.fr" rel="external noreferrer">là</a></p>'
    )


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="y">',
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<https://example.org>",
    ],
)
def test_nothing_but_the_light_markup_gets_through(words: str) -> None:
    made = html(words)

    assert "<script" not in made
    assert "<img" not in made
    assert "href" not in made.replace('href="https://example.org/x.png"', "")


def test_numbers_and_french_stand_left_to_right_in_arabic() -> None:
    made = html("خلال 30 يومًا (convocation) حسب L. 561-2.", "rtl")

    assert '<bdi dir="ltr" class="nb">30</bdi>' in made
    assert '<bdi dir="ltr" lang="fr" class="nb">(convocation)</bdi>' in made
    assert '<bdi dir="ltr" class="nb">L. 561-2</bdi>.' in made


def test_a_long_address_may_break_over_two_lines() -> None:
    made = html("العنوان: 201 rue Carnot, 94136 Fontenay-sous-Bois.", "rtl")

    assert '<bdi dir="ltr" lang="fr">201 rue Carnot, 94136 Fontenay-sous-Bois</bdi>.' in made


def test_markup_and_names_to_fill_are_left_alone_in_arabic() -> None:
    made = html("قبل {day} [هنا](article:receipt) & **19**", "rtl")

    assert "{day}" in made
    assert '<a href="/fr/receipt/">' in made
    assert "&amp;" in made
    assert '<strong><bdi dir="ltr" class="nb">19</bdi></strong>' in made


def test_values_are_escaped() -> None:
    made = fill("<p>Bonjour {name}</p>", {"name": "<b>A & B</b>"}, direction="ltr")

    assert made == "<p>Bonjour &lt;b&gt;A &amp; B&lt;/b&gt;</p>"


def test_a_name_nobody_fills_stays() -> None:
    assert fill("{day} {name}", {"day": 3}, direction="ltr") == "3 {name}"


def test_a_value_in_the_other_direction_says_so() -> None:
    assert isolated("ليلى", "ltr") == '<bdi dir="rtl">ليلى</bdi>'
    assert isolated("ليلى", "rtl") == "ليلى"
    assert isolated("+33 1 58 68 10 10", "rtl") == (
        '<bdi dir="ltr" class="nb">+33 1 58 68 10 10</bdi>'
    )
    assert isolated("Nadia", "ltr") == "Nadia"


@pytest.mark.parametrize(
    ("words", "direction"),
    [("12 ليلى", "rtl"), ("Nadia ليلى", "ltr"), ("2026-05-01", "ltr"), ("", "ltr"), ("אב", "rtl")],
)
def test_the_direction_is_that_of_the_first_letter(words: str, direction: str) -> None:
    assert direction_of(words) == direction


def test_plain_words_keep_no_markup() -> None:
    assert to_plain("Lisez **bien** [ceci](article:receipt).\n") == "Lisez bien ceci."


def test_no_line_of_french_begins_with_its_punctuation() -> None:
    made = french_spaces("À citer : « concubin » ; oui ?")

    assert made == "À citer\xa0: «\xa0concubin\xa0»\xa0; oui\xa0?"


def test_inline_words_keep_their_spaces_that_do_not_break() -> None:
    assert to_inline(french_spaces("Oui ?"), direction="ltr", address=address) == "Oui&nbsp;?"
