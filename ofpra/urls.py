"""Addresses of the public guide to the asylum claim."""

from django.urls import path

from ofpra import views

app_name = "ofpra"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.article, name="article"),
]
