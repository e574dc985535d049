"""Walking through the family path as a browser does: read a form, fill it, send it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from reunification import questions
from tests.walking import form_of

HOME = "/fr/my/family/"


def field_values(key: str, value: Any) -> dict[str, Any]:
    """What a person enters for a fact; None for "I do not know"."""
    name = key.replace(".", "-")
    if key.endswith(("_on", "_date", "_from", "_until", "_since")):
        if value is None:
            return {f"{name}-unknown": "yes"}
        year, month, day = (*value.split("-"), "", "")[:3]
        return {
            f"{name}-day": day.lstrip("0"),
            f"{name}-month": month.lstrip("0"),
            f"{name}-year": year,
        }
    if isinstance(value, bool):
        return {name: "yes" if value else "no"}
    if value is None:
        return {name: "unknown"}
    return {name: value}


TEXTS = ("full_name", "place_of_birth", "town", "nationality", "lives_in")


class Walker:
    """One browser, answering what it is asked from known facts."""

    def __init__(self, client: Client, language: str = "fr") -> None:
        self.client = client
        self.home = f"/{language}/my/family/"
        self.visited: list[str] = []

    def get(self, url: str, status: int = 200) -> str:
        response = self.client.get(url)
        assert response.status_code == status, (url, response.status_code)
        return str(response.content.decode())

    def send(self, url: str, **changes: Any) -> Any:
        """Open a page, change some fields of its form, send it."""
        _, values, _ = form_of(self.get(url))
        return self.client.post(url, {**values, **changes})

    def begin(self, layout: str = "one") -> str:
        return str(self.client.post(self.home, {"layout": layout}).headers["Location"])

    def answer(self, url: str, facts: dict[str, Any]) -> str:
        """Answer one page from the facts; the address it leads to."""
        self.visited.append(url)
        _, values, names = form_of(self.get(url))
        filled = dict(values)
        for section in questions.BY_KEY.values():
            for key in section:
                name = key.replace(".", "-")
                if not ({name, f"{name}-year"} & names):
                    continue
                value = questions.value_of(facts, key)
                if key in TEXTS:
                    filled[name] = value or ""
                else:
                    filled |= field_values(key, value)
        response = self.client.post(url, filled)
        assert response.status_code == 302, (
            url,
            re.findall(r'class="error".*', response.content.decode()),
        )
        return str(response.headers["Location"])

    def walk(self, url: str, facts: dict[str, Any]) -> str:
        """Answer page after page until the list of relatives, or the result."""
        for _ in range(60):
            if url.endswith(("/people/", "/results/")):
                return url
            url = self.answer(url, facts)
        raise AssertionError(f"the path does not end: {url}")

    def add(self, facts: dict[str, Any]) -> str:
        """Add a relative; the key."""
        first = str(self.client.get(f"{self.home}people/add/").headers["Location"])
        self.walk(first, facts)
        return first.split("/people/")[1].split("/")[0]

    def family(self, told: dict[str, Any], layout: str = "one") -> list[str]:
        """Tell a whole family, as an example file holds it; the keys of the relatives."""
        self.walk(self.begin(layout), told["sponsor"])
        keys = [self.add(relative) for relative in told["relatives"]]
        self.walk(f"{self.home}application/day/", told)
        return keys


def stored_in(client: Client) -> dict[str, Any]:
    """What the dossier holds, read through the middleware."""
    return client.get("/fr/my/family/answers/").wsgi_request.answers.read("reunification")
