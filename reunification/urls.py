"""Addresses of the public guide to family reunification."""

from django.urls import path

from reunification import views

app_name = "reunification"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.article, name="article"),
]
