"""Walking through the family path as a browser does: read a form, fill it, send it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from reunification import questions

HOME = "/fr/my/family/"


class _Forms(HTMLParser):
    """The fields of the forms inside <main>, with the values they were sent with."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]], set[str]]] = []
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}, set()))
        if not self.forms:
            return
        _, values, names = self.forms[-1]
        name = given.get("name", "")
        if tag == "input" and name:
            names.add(name)
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                is_text = given.get("type", "text") in ("text", "hidden")
                value = given.get("value", "" if is_text else "on")
                values.setdefault(name, []).append(value)
        if tag == "select":
            self._select = name
            names.add(name)
            values[name] = [""]
        if tag == "option" and self._select and "selected" in given:
            values[self._select] = [given.get("value", "")]
        if tag == "textarea":
            names.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None


def form_of(html: str, marker: str = "csrfmiddlewaretoken") -> tuple[str, dict[str, Any], set[str]]:
    """Action, values as sent by the server, and names of the main form of a page."""
    parser = _Forms()
    parser.feed(html[html.index("<main") : html.index("</main>")])
    return next(form for form in parser.forms if marker in form[2])


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


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def day(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
