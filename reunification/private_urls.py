"""Addresses of the family path, all private."""

from django.urls import URLPattern

app_name = "family"
urlpatterns: list[URLPattern] = []
