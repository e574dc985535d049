"""The app `ofpra`."""

from django.apps import AppConfig


class OfpraConfig(AppConfig):
    name = "ofpra"
