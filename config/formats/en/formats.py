"""Formats of this language."""

from config.formats.day_first import *  # noqa: F403
