"""Addresses of the public guide to the asylum claim."""

from django.urls import path

from ofpra import prepare_views, views

app_name = "ofpra"
urlpatterns = [
    path("", views.home, name="home"),
    path("prepare/", prepare_views.prepare, name="prepare"),
    path("prepare-<slug:slug>/", prepare_views.theme, name="theme"),
    path("pause/", prepare_views.pause, name="pause"),
    path("phrases/", prepare_views.phrases, name="phrases"),
    path("phrases/worker.js", prepare_views.worker, name="phrases_worker"),
    path("<slug:slug>/", views.article, name="article"),
]
