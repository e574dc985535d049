"""Addresses of `reunification`."""

from django.urls import URLPattern

app_name = "reunification"
urlpatterns: list[URLPattern] = []
