"""Settings; what differs between machines comes from the environment (see the README).

`MODE` is `local` (a computer of one's own, plain HTTP, secrets made at the first start and kept
in `var/`) or `production` (HTTPS, and a missing secret stops the start).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.conf import locale
from django.core.exceptions import ImproperlyConfigured

from guide.languages import ALL, BY_CODE, SOURCE
from guide.style_sheet import SHEETS, csp_hash, style_sheet

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

MODE = os.environ.get("MODE", "local")
if MODE not in ("local", "production"):
    raise ImproperlyConfigured("MODE must be `local` or `production`.")
IS_PRODUCTION = MODE == "production"


def _secret(name: str) -> str:
    """A secret of the environment; in local mode, made once and kept in `var/secrets/`.

    Raises ImproperlyConfigured in production when it is absent or too short to be one.
    """
    value = os.environ.get(name, "")
    if value:
        if IS_PRODUCTION and len(value) < 50:
            raise ImproperlyConfigured(f"{name} must have at least 50 characters.")
        return value
    if IS_PRODUCTION:
        raise ImproperlyConfigured(
            f"{name} is not set: in production, give a random text of at least 50 characters."
        )
    path = VAR_DIR / "secrets" / name.lower()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    made = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


def _list(name: str, default: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def _database(url: str) -> dict[str, object]:
    """Django's entry for `sqlite:///path` or `postgresql://user:password@host:port/name`.

    A PostgreSQL socket folder is given as `?host=/folder`.
    """
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
                ),
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
        }
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://.")


DEBUG = False
SECRET_KEY = _secret("SECRET_KEY")
SITE_SECRET = _secret("SITE_SECRET")
"""Mixed into the keys of dossiers, so that a stolen database alone opens nothing."""

ALLOWED_HOSTS = _list("ALLOWED_HOSTS", "" if IS_PRODUCTION else "*")
if IS_PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set: in production, give the site's host names."
    )
CSRF_TRUSTED_ORIGINS = _list("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "guide",
    "ofpra",
    "reunification",
    "dossier",
]

MIDDLEWARE = [
    "guide.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guide.middleware.PrivateCompression",
    "csp.middleware.CSPMiddleware",
    "guide.middleware.OldLanguageCodes",
    "django.middleware.locale.LocaleMiddleware",
    "guide.middleware.PublicPages",
    "django.middleware.common.CommonMiddleware",
    "guide.csrf.CsrfMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dossier.middleware.AnswersMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "guide.context.base",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "builtins": ["django.templatetags.i18n", "guide.templatetags.guide_tags"],
        },
    }
]

DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'pasapas.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# Languages: every one is known to Django, those with content are offered.
OFFERED_LANGUAGES = _list("OFFERED_LANGUAGES", "fr,en,ar")
if unknown := [code for code in OFFERED_LANGUAGES if code not in BY_CODE]:
    raise ImproperlyConfigured(f"OFFERED_LANGUAGES names an unknown language: {unknown[0]}.")
locale.LANG_INFO.update(
    {
        one.code: {
            "bidi": one.is_rtl,
            "code": one.code,
            "name": one.french_name,
            "name_local": one.endonym,
        }
        for one in ALL
    }
)
locale.LANG_INFO["prs"] = {"fallback": ["fa-af"]}
locale.LANG_INFO["ku"] = {"fallback": ["kmr"]}
LANGUAGE_CODE = SOURCE
LANGUAGES = [(code, BY_CODE[code].endonym) for code in OFFERED_LANGUAGES]
LANGUAGES_BIDI = sorted({one.code.split("-")[0] for one in ALL if one.is_rtl})
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
USE_THOUSAND_SEPARATOR = False

MODELTRANSLATION_DEFAULT_LANGUAGE = SOURCE
MODELTRANSLATION_LANGUAGES = tuple(OFFERED_LANGUAGES)
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

CONTENT_RECHECK_SECONDS = 10
"""How long a process may go on with content that was replaced."""

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = IS_PRODUCTION and os.environ.get("SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
BEHIND_PROXY = os.environ.get("BEHIND_PROXY") == "1"
"""One proxy in front, which sets `X-Forwarded-Proto` and adds to `X-Forwarded-For`."""
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # ends with the browser
if IS_PRODUCTION:
    CSRF_COOKIE_NAME = "__Host-csrf"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # it does not see that ours is a CsrfViewMiddleware
CSRF_FAILURE_VIEW = "guide.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500
FILE_UPLOAD_HANDLERS = ["guide.uploads.NoFiles"]
DEFAULT_EXCEPTION_REPORTER_FILTER = "guide.crash_reports.NothingPersonal"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, *(csp_hash(style_sheet(names)) for names in SHEETS)],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The dossier.
DOSSIER_IDLE_SECONDS = 2 * 60 * 60
DOSSIER_KEPT_DAYS = 30
DOSSIER_COOKIE = "__Host-s" if IS_PRODUCTION else "s"
"""With `__Host-`, no other site of the same domain can plant or read it (HTTPS only)."""
THROTTLES = {"open": (600, 3600), "print": (120, 600)}
"""What one network may do: how often, in how many seconds."""
MAX_RELATIVES = 30

# Printing: a socket of `manage.py print_server`; empty, pages are printed in this process.
PRINT_SOCKET = os.environ.get("PRINT_SOCKET", "")
PRINT_PROCESSES = int(os.environ.get("PRINT_PROCESSES", "2"))
PRINT_SECONDS = int(os.environ.get("PRINT_SECONDS", "30"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"events": {"()": "guide.logs.EventFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "events"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
