"""print_server: print dossiers beside the web processes, at the socket PRINT_SOCKET."""

import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dossier.print_server import PrintServer


class Command(BaseCommand):
    help = "Listen at PRINT_SOCKET and print dossiers in PRINT_PROCESSES child processes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--socket", help="path of the Unix socket; PRINT_SOCKET without it")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["socket"] or settings.PRINT_SOCKET
        if not path:
            raise CommandError("Say where to listen: PRINT_SOCKET or --socket.", returncode=2)
        server = PrintServer(path, settings.PRINT_PROCESSES, settings.PRINT_SECONDS)

        def stop(number: int, frame: FrameType | None) -> None:
            server.close()
            sys.exit(0)

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        server.open()
        server.serve()
