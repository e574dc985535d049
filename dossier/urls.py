"""Addresses of `dossier`, all private."""

from django.urls import path

from dossier import views

app_name = "dossier"
urlpatterns = [
    path("", views.home, name="home"),
    path("erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
