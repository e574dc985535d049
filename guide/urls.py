"""Public pages of the common ground."""

from django.urls import path

from guide import pages, patterns, views

app_name = "guide"
urlpatterns = [
    path("", views.home, name="home"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("glossary/", pages.glossary, name="glossary"),
    path("sources/", pages.sources, name="sources"),
    path("posts/", pages.posts, name="posts"),
    path("posts/<slug:country>/", pages.post, name="post"),
    path("languages/", pages.languages, name="languages"),
    path("privacy/", pages.privacy, name="privacy"),
]
