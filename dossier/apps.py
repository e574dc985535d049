"""The app `dossier`."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "dossier"
