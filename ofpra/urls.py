"""Addresses of `ofpra`."""

from django.urls import URLPattern

app_name = "ofpra"
urlpatterns: list[URLPattern] = []
