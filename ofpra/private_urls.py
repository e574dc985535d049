"""Addresses of the asylum claim, all private: names of pages and random keys, nothing typed."""

from django.urls import URLPattern

app_name = "claim"
urlpatterns: list[URLPattern] = []
