"""Addresses: each app once, under the language; what is personal under `my/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from dossier import card_views
from guide import views

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    *i18n_patterns(
        path("", include("guide.urls")),
        path("asylum/phrases/card.pdf", card_views.phrase_card, name="phrase_card"),
        path("asylum/", include("ofpra.urls")),
        path("reunification/", include("reunification.urls")),
        path("my/asylum/", include("ofpra.private_urls")),
        path("my/family/", include("reunification.private_urls")),
        path("my/", include("dossier.urls")),
    ),
]

handler400 = "guide.views.bad_request"
handler403 = "guide.views.permission_denied"
handler404 = "guide.views.not_found"
handler500 = "guide.views.server_error"
