"""Delete the dossiers whose last day has come; for a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from dossier.retention import purge


class Command(BaseCommand):
    help = "Delete the dossiers whose last day has come. Harmless when run twice at once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge()} dossier(s) deleted.")
