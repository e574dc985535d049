"""Addresses of `ofpra`."""

from django.urls import path

from ofpra import views

app_name = "ofpra"
urlpatterns = [
    path("", views.home, name="home"),
]
