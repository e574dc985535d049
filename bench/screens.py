"""Pictures of pages, to be looked at: phone and desk, languages, light and dark, without script.

    python -m bench.screens /fr/ /ar/ --out var/screens --dark --no-js

Serves the site on a free port from the test settings, and drives Debian's Chromium.
"""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

CHROMIUM = "/usr/bin/chromium"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE, DESK = {"width": 360, "height": 640}, {"width": 1280, "height": 800}


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The site on a free port, static files included; gives its address."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import CommandError, call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    try:
        call_command("load_content", verbosity=0)
    except CommandError as error:
        print(f"Pictures of the content loaded before: {error}")
    application = StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="+", help="addresses, such as /fr/")
    parser.add_argument("--out", type=Path, default=Path("var/screens"))
    parser.add_argument("--dark", action="store_true", help="also in the dark")
    parser.add_argument("--no-js", action="store_true", help="without JavaScript")
    parser.add_argument("--fold", action="store_true", help="only what is above the fold")
    parser.add_argument("--width", type=int, action="append", help="widths instead of 360 and 1280")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sizes = [{"width": w, "height": 800} for w in options.width or ()] or [PHONE, DESK]
    with served() as site, browser() as chromium:
        for size in sizes:
            for scheme in ("light", "dark") if options.dark else ("light",):
                context = chromium.new_context(
                    viewport=size,
                    color_scheme=scheme,
                    java_script_enabled=not options.no_js,
                    device_scale_factor=1 if size["width"] > 400 else 1.5,
                )
                page = context.new_page()
                for path in options.paths:
                    page.goto(site + path)
                    name = path.strip("/").replace("/", "-") or "root"
                    picture = options.out / f"{name}-{size['width']}-{scheme}.png"
                    page.screenshot(path=picture, full_page=not options.fold)
                    wide = 0 if options.no_js else page.evaluate(WIDER)
                    print(picture, f"overflows by {wide} px" if wide > 0 else "")
                context.close()


if __name__ == "__main__":
    main()
