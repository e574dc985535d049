"""Cached public pages: requests a second beside nginx serving the same bytes, in one run.

    .venv/bin/python -m bench.serving [--seconds 5] [--path /fr/]

Needs nginx and wrk (Debian packages). Both servers are asked in turn on this machine, several
rounds, by the same wrk; the figure is the ratio of the medians (budget: at least 0.08). With
`--printing`, also the p99 of a page while dossiers print, against the same page in quiet
(budget: at most 2 times).
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.site import free_port, running, site

ROUNDS = 3
CONNECTIONS = 16

NGINX = """
worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ text/html html; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/www;
    location / {{ add_header Content-Encoding br; }} }}
}}
"""


@contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[str]:
    port = free_port()
    (folder / "www").mkdir(parents=True)
    (folder / "www" / "page.html").write_bytes(body)
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port))
    for path in (folder, *folder.parents):
        if path == Path(tempfile.gettempdir()):
            break
        path.chmod(0o755)
    with running(
        [shutil.which("nginx") or "nginx", "-c", str(configuration)],
        f"http://127.0.0.1:{port}/page.html",
    ):
        yield f"http://127.0.0.1:{port}/page.html"


def wrk(url: str, seconds: int) -> tuple[float, float]:
    """Requests a second, and the 99th percentile in milliseconds."""
    out = subprocess.run(
        [
            "wrk",
            *("-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
            *("-H", "Accept-Encoding: br", url),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in out:
        sys.exit(f"{url} answered with errors:\n{out}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", out)
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    assert found, out
    assert late, out
    return float(found[1]), float(late[1]) * {"us": 0.001, "ms": 1, "s": 1000}[late[2]]


def throughput(url: str, folder: Path, seconds: int) -> None:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "br", "the page did not come compressed"
    rates: dict[str, list[float]] = {"site": [], "nginx": []}
    with nginx(folder / "nginx", body) as static:
        for _ in range(ROUNDS):
            rates["site"].append(wrk(url, seconds)[0])
            rates["nginx"].append(wrk(static, seconds)[0])
    ours, theirs = (statistics.median(rates[name]) for name in ("site", "nginx"))
    print(f"page: {len(body)} bytes (brotli)")
    print(f"site {ours:.0f} requests/s, nginx {theirs:.0f} requests/s, ratio {ours / theirs:.3f}")
    print("budget: ratio at least 0.08")


def while_printing(url: str, socket_path: Path, seconds: int) -> None:
    """p99 of a page with and without two dossiers printing all the time."""
    quiet = statistics.median(wrk_gentle(url, seconds) for _ in range(ROUNDS))
    stop = threading.Event()
    printed = [0]

    def keep_printing() -> None:
        from bench.paper import print_over_socket

        while not stop.is_set():
            print_over_socket(socket_path)
            printed[0] += 1

    threads = [threading.Thread(target=keep_printing) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    busy = statistics.median(wrk_gentle(url, seconds) for _ in range(ROUNDS))
    stop.set()
    for thread in threads:
        thread.join()
    print(f"p99 quiet {quiet:.2f} ms, while printing {busy:.2f} ms, ratio {busy / quiet:.2f}")
    print(f"dossiers printed meanwhile: {printed[0]}; budget: ratio at most 2")


def wrk_gentle(url: str, seconds: int) -> float:
    return wrk(url, seconds)[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--path", default="/fr/")
    parser.add_argument("--printing", action="store_true")
    chosen = parser.parse_args()
    for program in ("nginx", "wrk"):
        if not shutil.which(program):
            sys.exit(f"{program} is needed: apt-get install nginx-light wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with site(folder) as address:
            throughput(address + chosen.path, folder, chosen.seconds)
            if chosen.printing:
                while_printing(address + chosen.path, folder / "print.sock", chosen.seconds)


if __name__ == "__main__":
    main()
