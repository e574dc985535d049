"""The web application: the page cache in front of Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

from guide.page_cache import PageCache  # noqa: E402  (Django must be set up first)

application = PageCache(django)
