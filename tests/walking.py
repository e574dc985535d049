"""Reading a page and filling its form as a browser does, without one."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Forms(HTMLParser):
    """The fields of the forms inside <main>, with the values they were sent with."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]], set[str]]] = []
        self._select: str | None = None
        self._area: str | None = None

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
            self._area = name
            names.add(name)
            values[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            values = self.forms[-1][1]
            values[self._area] = [(values[self._area][0] + data).removeprefix("\n")]


def form_of(html: str, marker: str = "csrfmiddlewaretoken") -> tuple[str, dict[str, Any], set[str]]:
    """Action, values as sent by the server, and names of the main form of a page."""
    parser = _Forms()
    parser.feed(html[html.index("<main") : html.index("</main>")])
    return next(form for form in parser.forms if marker in form[2])


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def day(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


class FormWalker:
    """One browser on the pages under `home`; a page is named as its address goes on from there."""

    def __init__(self, client: Client, home: str) -> None:
        self.client = client
        self.home = home

    def get(self, page: str = "", status: int = 200) -> str:
        """The HTML of a page, entities read."""
        response = self.client.get(f"{self.home}{page}")
        assert response.status_code == status, (page, response.status_code)
        return text_of(response)

    def fields(self, page: str) -> dict[str, Any]:
        """The values the server gave the form of a page."""
        response = self.client.get(f"{self.home}{page}")
        assert response.status_code == 200, (page, response.status_code)
        return form_of(response.content.decode())[1]

    def send(self, page: str, **changes: Any) -> Any:
        """Open a page, change some fields of its form, send it."""
        return self.post(page, self.fields(page), **changes)

    def post(self, page: str, values: dict[str, Any], **changes: Any) -> Any:
        return self.client.post(f"{self.home}{page}", {**values, **changes})
