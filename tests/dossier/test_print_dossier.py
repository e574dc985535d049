"""The command that prints a dossier from a file, as the README describes it."""

from __future__ import annotations

import io
import json
import stat

import pypdf
import pytest
from django.core.management import CommandError, call_command

from tests.dossier.papers import EXAMPLES, FAMILY, MINOR

pytestmark = [pytest.mark.paper, pytest.mark.django_db]


def printed(tmp_path, told: object) -> pypdf.PdfReader:
    source, target = tmp_path / "family.json", tmp_path / "out.pdf"
    source.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    call_command("print_dossier", str(source), "-o", str(target))
    return pypdf.PdfReader(target)


def example(name: str = FAMILY, **changes: object) -> dict:
    return json.loads((EXAMPLES / f"{name}.json").read_text()) | changes


def text_of(file: pypdf.PdfReader) -> str:
    return " ".join(page.extract_text() for page in file.pages)


def test_the_family_example_prints_everything_in_arabic_and_french(tmp_path):
    target = tmp_path / "out.pdf"

    call_command("print_dossier", str(EXAMPLES / f"{FAMILY}.json"), "-o", str(target))

    file = pypdf.PdfReader(target)
    text = text_of(file)
    for name in ("Mirwais Kohsari", "Farhad Sangin", "Nilab Kohsari", "Idris Kohsari"):
        assert name in text
    assert "Liste des papiers" in text
    assert "Objet : Demande de rendez-vous" in text
    assert len(file.pages) >= 14
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_minor_example_prints_the_parts_it_names(tmp_path):
    text = text_of(printed(tmp_path, example(MINOR)))

    assert "Rahwa Tesfahuney Habtezgi" in text
    assert "List of papers" in text
    assert "Bordereau des pièces\n" not in text
    assert "Objet" not in text


def test_french_stays_beside_whatever_the_languages_say(tmp_path):
    alone = text_of(printed(tmp_path, example(languages=["fr", "ar"], parts=["cover"])))
    arabic = text_of(printed(tmp_path, example(languages=["ar"], parts=["cover"])))

    assert "العربية" not in alone
    assert "Dossier de réunification familiale" in arabic


def test_standard_input_can_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(example(parts=["cover"]))))
    target = tmp_path / "out.pdf"

    call_command("print_dossier", "-", "--output", str(target))

    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ("[]", "file"),
        ("{", "file"),
        (example(colour="blue"), "colour"),
        (example(procedure="asylum"), "procedure"),
        (example(sponsor=None), "sponsor"),
        (example(sponsor={"birth_day": "1988"}), "sponsor.birth_day"),
        (example(relatives=[{"relation": "cousin"}]), r"relatives\[0\].relative.relation"),
        (example(relatives=[{"full_name": "K" * 400}]), r"relatives\[0\].relative.full_name"),
        (example(relatives=[{}] * 31), "relatives"),
        (example(relatives="x"), "relatives"),
        (example(languages=["xx"]), "languages"),
        (example(languages=[]), "languages"),
        (example(parts=["postcard"]), "parts"),
        (example(parts="cover"), "parts"),
        (example(applied_on="soon"), "applied_on"),
    ],
)
def test_a_file_that_cannot_be_used_says_which_field(tmp_path, told, field):
    with pytest.raises(CommandError, match=f"^{field}: ") as refused:
        printed(tmp_path, told)

    assert refused.value.returncode == 1
    assert not (tmp_path / "out.pdf").exists()


def test_a_wrong_call_has_its_own_status(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("print_dossier", str(tmp_path / "nothing.json"), "-o", "x.pdf")

    assert refused.value.returncode == 2


def test_a_character_no_font_has_is_told(tmp_path, capsys):
    told = example(parts=["cover"])
    told["sponsor"]["full_name"] = "Zarmina \N{GRINNING FACE}"

    printed(tmp_path, told)

    assert "U+1F600" in capsys.readouterr().err
