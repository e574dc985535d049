"""Paper of both procedures: time, peak memory and bytes, beside headless Chromium.

    python -m bench.paper [EXAMPLE.json …] [--runs 7] [--languages fr ar]

Without a file: the family of five, then the interview sheet of a claim of which every part is told.

Both print the same HTML in the same run: ours from the facts to the file, in a warm process with
its collector frozen and the constant pages laid out ahead, as a print process does it; Chromium
from a file with all those pages in it, started anew each time, its profile warm. Times are wall
clock and processor, their median (on a machine that does other things, believe the second);
memory is the most that the process (for Chromium: all its processes
together) held; the load of the machine is told, for it moves everything.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

CHROMIUM = [
    "/usr/bin/chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
    "--no-pdf-header-footer",
]
ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "dossier" / "examples"
FAMILY, CLAIM = EXAMPLES / "dossier_family.json", EXAMPLES / "claim.json"
TODAY = date(2026, 11, 22)
_SETTING_UP = threading.Lock()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("examples", nargs="*", default=[str(FAMILY), str(CLAIM)])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--languages", nargs="+", default=["fr", "ar"])
    parser.add_argument("--ours", help=argparse.SUPPRESS)
    told = parser.parse_args()
    _set_up(load=told.ours is None)
    if told.ours is not None:
        print(json.dumps(ours(told.examples[0], told.ours, told.runs)))
        return
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':23} {'seconds':>8} {'of cpu':>7} {'MB':>6} {'KB':>6} {'pages':>5}   of Chromium")
    for example in told.examples:
        for language in told.languages:
            here = _child(example, language, told.runs)
            there = chromium(example, language, told.runs)
            ratio = (here[name] / there[name] for name in ("seconds", "cpu"))
            name = f"{Path(example).stem.removeprefix('dossier_')} {language}"
            _line(f"{name} ours", here, "{:.2f} x, of cpu {:.2f} x".format(*ratio))
            _line(f"{name} Chromium", there, "")
    print(f"load after: {os.getloadavg()[0]:.1f}")


def _line(name: str, found: dict[str, Any], ratio: str) -> None:
    print(
        f"{name:23} {found['seconds']:8.2f} {found['cpu']:7.2f} {found['megabytes']:6.0f} "
        f"{found['kilobytes']:6.0f} {found['pages']:5}   {ratio}"
    )


def _set_up(*, load: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if load:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_content", verbosity=0)


def _job(example: str, language: str) -> Any:
    """Everything that is printed of an example, the chronology of a claim too."""
    told = json.loads(Path(example).read_text(encoding="utf-8"))
    if "sponsor" in told:
        from dossier.management.commands.print_dossier import job_from

        return job_from(told | {"languages": [language], "parts": []}, TODAY)
    from dossier.claim_printing import PARTS, PROCEDURE
    from dossier.paper import Job

    return Job(told, tuple(dict.fromkeys((language, "fr"))), TODAY, PARTS, PROCEDURE)


def _median(act: Callable[[], None], runs: int) -> dict[str, float]:
    seconds, processor = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), _processor_seconds()
        act()
        seconds.append(time.perf_counter() - began)
        processor.append(_processor_seconds() - used)
    return {"seconds": statistics.median(seconds), "cpu": statistics.median(processor)}


def _processor_seconds() -> float:
    """Of this process and of the children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def ours(example: str, language: str, runs: int) -> dict[str, Any]:
    """As `dossier.print_server` works: prepared, collector frozen, collected between two jobs."""
    from dossier import press

    job = _job(example, language)
    press.prepare([language])
    pdf = press.print_job(job)
    gc.collect()
    gc.freeze()
    gc.disable()
    found = []
    for _ in range(runs):
        found.append(_median(lambda: press.print_job(job) and None, 1))
        gc.collect()
    return {
        "seconds": statistics.median(one["seconds"] for one in found),
        "cpu": statistics.median(one["cpu"] for one in found),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "kilobytes": len(pdf.content) / 1024,
        "pages": pdf.page_count,
    }


def _child(example: str, language: str, runs: int) -> dict[str, Any]:
    """The same in a process of its own, for its memory."""
    command = [
        sys.executable,
        "-m",
        "bench.paper",
        example,
        "--ours",
        language,
        "--runs",
        str(runs),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def print_over_socket(path: Path, language: str = "ar") -> None:
    """Have the print server at `path` print the family, waiting for its turn."""
    with _SETTING_UP:
        _set_up(load=False)
    from dossier.print_server import State, ask

    while True:
        answer = ask(str(path), _job(str(FAMILY), language), 60)
        if answer.state is State.DONE:
            return
        if answer.state is not State.BUSY:
            raise RuntimeError(f"The print server answered {answer.state}.")
        time.sleep(0.05)


def whole_html(example: str, language: str) -> str:
    """All the pages of a file as one document, with the print sheet and the fonts."""
    from dossier import claim_printing, printing
    from guide import pdf
    from guide.languages import BY_CODE

    job = _job(example, language)
    if job.procedure == claim_printing.PROCEDURE:
        documents = list(claim_printing.pages(claim_printing.Interview.of(job)))
    else:
        dossier = printing.Dossier.of(job)
        documents = [*printing.pages(dossier), printing.sheet(dossier.words)]
    bodies = [re.search(r"<body>(.*)</body>", one, re.DOTALL) for one in documents]
    sheet = pdf.STYLE_SHEET.read_text(encoding="utf-8")
    sheet = sheet.replace("../print/", f"{pdf.STATIC_DIR.as_uri()}/print/")
    stack = ",".join(f'"{name}"' for name in BY_CODE[language].paper_fonts)
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Dossier</title>'
        f"<style>{pdf.font_faces(pdf.EVERY_SCRIPT)}{sheet}html{{font-family:{stack}}}</style>"
        f"</head><body>{''.join(body[1] for body in bodies if body)}</body></html>"
    )


def chromium(example: str, language: str, runs: int) -> dict[str, Any]:
    """Chromium's own print of the same pages."""
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "pages.html"), Path(folder, "out.pdf")
        page.write_text(whole_html(example, language), encoding="utf-8")
        command = [
            *CHROMIUM,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ]
        memory = [0.0]

        def act() -> None:
            memory.append(_run(command))

        act()
        found = _median(act, runs)
        import pypdf

        return found | {
            "megabytes": max(memory),
            "kilobytes": out.stat().st_size / 1024,
            "pages": len(pypdf.PdfReader(out).pages),
        }


def _run(command: list[str]) -> float:
    """Run to the end; the most megabytes its processes held together, shared pages shared out."""
    import psutil

    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        try:
            root = psutil.Process(process.pid)
            held = 0.0
            for one in (root, *root.children(recursive=True)):
                try:
                    held += one.memory_full_info().pss / 1024**2
                except psutil.Error:
                    continue
            most = max(most, held)
        except psutil.Error:
            break
        time.sleep(0.05)
    process.wait()
    return most


if __name__ == "__main__":
    main()
