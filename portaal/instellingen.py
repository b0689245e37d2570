"""Django's settings, made from those of Peilstok. Safe by itself: what is laxer is so on this machine only."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from portaal.opzet import lees_opzet

OPZET = lees_opzet()
HIER = Path(__file__).resolve().parent

SECRET_KEY = OPZET.geheim
DEBUG = False
ALLOWED_HOSTS = [OPZET.naam]
CSRF_TRUSTED_ORIGINS = [OPZET.adres]
ROOT_URLCONF = "portaal.urls"
WSGI_APPLICATION = "portaal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "portaal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if OPZET.oidc else []),
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portaal.middleware.poort",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HIER / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portaal.middleware.omgeving",
            ]
        },
    }
]

# its own folder, so that a back-up of it is one folder; nothing of persons but accounts stands in it
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **OPZET.database,
    }
    if OPZET.database
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": OPZET.map_ / "portaal.sqlite",
        "CONN_MAX_AGE": None,
        # write-ahead, and a writer waits for its turn instead of failing halfway
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
# rate limits count over all processes
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portaal_cache"}}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/statisch/"
# the look of the published pages is that of the portal: one style sheet
STATICFILES_DIRS = [HIER / "static", ("rapport", str(files("peilstok.rapport") / "runtime_bron"))]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

# accounts: by invitation, with a second factor
AUTH_USER_MODEL = "portaal.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "begin"
ACCOUNT_ADAPTER = "portaal.toegang.Accountadapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"aanleveren": "60/h/user", "gesprek": "60/h/user"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if OPZET.is_veilig else "http"
MFA_ADAPTER = "portaal.toegang.Mfaadapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# a phone whose clock is half a minute off still works; a code works once
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Peilstok"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OPZET.is_veilig
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = OPZET.proxies
SOCIALACCOUNT_ADAPTER = "portaal.toegang.Socialadapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": OPZET.oidc.naam,
                    "client_id": OPZET.oidc.client,
                    "secret": OPZET.oidc.geheim,
                    # who was invited is known by mail address, and the organisation says whose it is
                    "settings": {"server_url": OPZET.oidc.adres, "email_authentication": True},
                }
            ],
            "EMAIL_AUTHENTICATION": True,
        }
    }
    if OPZET.oidc
    else {}
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

# sessions and cookies: of this browser, for a working day
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OPZET.is_veilig
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax and not Strict: a link in a mail leads to a page, not to a sign-in
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# the browser binds a __Host- cookie to this host and to TLS
SESSION_COOKIE_NAME = "__Host-sessie" if OPZET.is_veilig else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if OPZET.is_veilig else "csrf"

SECURE_SSL_REDIRECT = OPZET.is_veilig
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if OPZET.is_veilig else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = OPZET.is_veilig
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPZET.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # the code for an authenticator app is a picture within the page
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# what a form may hold; a file is bounded per kind (aanleveren.py)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["portaal.inname.Begrensd"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1

DEFAULT_FROM_EMAIL = SERVER_EMAIL = OPZET.nacht.verzending.afzender or "peilstok@localhost"
EMAIL_BACKEND = "portaal.post.Postbus"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"scherm": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["scherm"], "level": "WARNING", "propagate": False}},
}
