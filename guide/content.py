"""The content: files to models, models to one snapshot per process."""

from __future__ import annotations


def version() -> str:
    """The version of the content in force."""
    return ""
