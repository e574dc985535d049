"""Addresses of `dossier`, all private."""

from django.urls import path

from dossier import letter_views, print_views, views

app_name = "dossier"
urlpatterns = [
    path("", views.home, name="home"),
    path("erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
    path("print/", print_views.choose, name="print"),
    path("print/file/", print_views.file, name="file"),
    path("asylum/print/", print_views.claim_choose, name="claim_print"),
    path("asylum/print/file/", print_views.claim_file, name="claim_file"),
    path("asylum/letters/", letter_views.claim_letters_list, name="claim_letters"),
    path("asylum/letters/<slug:letter_id>/", letter_views.claim_letter, name="claim_letter"),
    path("letters/", letter_views.family_letters, name="letters"),
    path("letters/<slug:letter_id>/", letter_views.family_letter, name="letter"),
]
