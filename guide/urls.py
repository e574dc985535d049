"""Public pages of the common ground."""

from django.urls import path

from guide import patterns, views

app_name = "guide"
urlpatterns = [
    path("", views.home, name="home"),
    path("patterns/", patterns.patterns, name="patterns"),
]
