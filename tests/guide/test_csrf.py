"""Forms of private pages, as browsers send them under `Referrer-Policy: no-referrer`."""

from __future__ import annotations

import pytest
from django.test import Client

SECRET = "a" * 32


def sent(secure: bool = True, token: str = SECRET, **headers: str) -> int:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = SECRET
    response = client.post(
        "/fr/my/erase/", {"csrfmiddlewaretoken": token}, secure=secure, headers=headers
    )
    return response.status_code


@pytest.mark.django_db
@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "none"}, True),
        ({"Origin": "null"}, True),  # an old browser: the token decides
        ({}, True),  # an older one
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
)
def test_who_may_send_a_form(secure, headers, is_taken):
    assert (sent(secure, **headers) == 303) is is_taken


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}])
def test_without_the_token_nothing_is_taken(headers):
    assert sent(token="b" * 32, **headers) == 403


@pytest.mark.django_db
def test_a_referer_from_elsewhere_is_refused():
    assert sent(Referer="https://evil.example/") == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fr/", "/fr/nowhere/", "/robots.txt"])
def test_a_public_page_sets_no_cookie_even_for_a_broken_one(address):
    client = Client()
    client.cookies["csrftoken"] = "broken"

    assert not client.get(address).cookies
