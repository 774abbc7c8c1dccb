"""Every setting, on one page. What may differ between installations comes from the environment.

docs/settings.md explains each variable; a house test sees that it names them all.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sanzhi.kit import postgres
from sanzhi.kit.environment import choice, flag, networks, number, own_server, text

# --- Where things are kept --------------------------------------------------------------------

PACKAGE = Path(__file__).parent
_CHECKOUT = PACKAGE.parents[1]
_USUAL_HOME = (
    _CHECKOUT / ".sanzhi"
    if (_CHECKOUT / "pyproject.toml").exists()
    else Path.home() / ".local" / "share" / "sanzhi"
)

SANZHI_HOME = Path(text("SANZHI_HOME", str(_USUAL_HOME))).expanduser().resolve()
SECRET_KEY = postgres.secret(SANZHI_HOME, "django")
STATIC_ROOT = SANZHI_HOME / "static"
MEDIA_ROOT = SANZHI_HOME / "files"
STATIC_URL = "static/"

# --- The county -------------------------------------------------------------------------------

SANZHI_COUNTY_CODE = text("SANZHI_COUNTY_CODE", "330483")
SANZHI_COUNTY_NAME = text("SANZHI_COUNTY_NAME", "桐乡市")
# The county's own video meetings: an address in which {code} stands for the meeting; "" where there are none.
SANZHI_MEETINGS = text("SANZHI_MEETINGS", "")
SANZHI_WITNESSES = [Path(folder) for folder in text("SANZHI_WITNESSES", "").split(os.pathsep) if folder]
SANZHI_DEMO = flag("SANZHI_DEMO")  # invented data: every page says so, and staff sign-ins are public
SANZHI_ANONYMOUS = flag("SANZHI_ANONYMOUS", "yes")  # whether counters take filings without a name
SANZHI_GRID = (number("SANZHI_GRID_FEWEST", 300), number("SANZHI_GRID_MOST", 500))  # households
SANZHI_CODE_SENDER = text("SANZHI_CODE_SENDER", "sanzhi.people.senders.Refusing")
SANZHI_TEXT_GATEWAY = text("SANZHI_TEXT_GATEWAY", "sanzhi.people.gateways.Refusing")
SANZHI_TEXT_SPOOL = text("SANZHI_TEXT_SPOOL", str(SANZHI_HOME / "texts"))
SANZHI_TEXT_URL = text("SANZHI_TEXT_URL", "")
SANZHI_TEXT_SECRET = text("SANZHI_TEXT_SECRET", "")
SANZHI_WEBHOOK_NETWORKS = networks("SANZHI_WEBHOOK_NETWORKS")
SANZHI_WEBHOOK_CA = text("SANZHI_WEBHOOK_CA", "")

# --- The address people type ------------------------------------------------------------------

SANZHI_ORIGIN = text("SANZHI_ORIGIN", "http://localhost:8000").rstrip("/")
_origin = urlsplit(SANZHI_ORIGIN)
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
if _origin.scheme not in ("http", "https") or not _origin.hostname or _origin.path:
    raise ImproperlyConfigured(
        f"SANZHI_ORIGIN={SANZHI_ORIGIN!r}: give scheme and host only, like https://sanzhi.example.cn"
    )
SECURE = _origin.scheme == "https"
if not (SECURE or _origin.hostname in _LOCAL or flag("SANZHI_PLAIN_HTTP")):
    raise ImproperlyConfigured(
        f"SANZHI_ORIGIN={SANZHI_ORIGIN!r} would send sign-ins unprotected. Use https, or set "
        "SANZHI_PLAIN_HTTP=yes for a demonstration on a network you trust."
    )

DEBUG = False
ALLOWED_HOSTS = [_origin.hostname] if SECURE else [_origin.hostname, *_LOCAL]
CSRF_TRUSTED_ORIGINS = [SANZHI_ORIGIN]
SANZHI_TRUSTED_PROXIES = number("SANZHI_TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = SANZHI_TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SANZHI_TRUSTED_PROXIES else None

_prefix = "__Host-" if SECURE else ""  # browsers take the prefix only over https
SESSION_COOKIE_NAME = f"{_prefix}sanzhi-session"
CSRF_COOKIE_NAME = f"{_prefix}sanzhi-csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}sanzhi-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # one working day and its evening
# In the database, not cached: the worker processes share no cache, and a session ended by its owner in the
# session list must end everywhere at once.
SESSION_ENGINE = "sanzhi.web.ui.sessions"

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the county's other sites are not ours to decide for
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Database ---------------------------------------------------------------------------------

# The application signs in as a role that owns nothing; `sanzhi init` alone works as the owner.
SANZHI_ROLE = choice("SANZHI_ROLE", "app", ("app", "owner"))
SANZHI_DATABASE = text("SANZHI_DATABASE", "sanzhi")
SANZHI_SERVING = flag("SANZHI_SERVING")


def _database() -> dict[str, Any]:
    url = text("DATABASE_URL", "")
    owner_url = text("DATABASE_OWNER_URL", "")
    if bool(url) != bool(owner_url):
        raise ImproperlyConfigured(
            "Your own server needs two roles: DATABASE_URL for the application and DATABASE_OWNER_URL for the "
            "owner of the tables. Set both, or neither for the embedded server."
        )
    if url:
        return own_server(owner_url if SANZHI_ROLE == "owner" else url)
    user = f"sanzhi_{SANZHI_ROLE}"
    return {
        "NAME": SANZHI_DATABASE,
        "USER": user,
        "PASSWORD": postgres.secret(SANZHI_HOME, user),
        "HOST": str(postgres.Layout(SANZHI_HOME).socket_dir),
        "PORT": str(postgres.PORT),
        "OPTIONS": {},
    }


SANZHI_EMBEDDED = not text("DATABASE_URL", "")
DATABASES = {
    "default": {
        **_database(),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0 if SANZHI_SERVING else None,  # a command keeps one; a server draws from a pool
    }
}
# Statements are prepared once per connection: planning was half of what PostgreSQL did for a request.
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
if SANZHI_SERVING:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}
else:
    DATABASES["default"]["OPTIONS"]["options"] = (
        "-c sanzhi.sees=all"  # kit.walls: who serves nobody sees everything
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in's counters and spent codes, in one table, because every process must see them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sign_in_memory"}}

# --- The rooms --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "sanzhi.web",  # first, so that our templates stand before those of the parts below
    "sanzhi.api",
    "sanzhi.reactions",
    "sanzhi.exchange",
    "sanzhi.contests",
    "sanzhi.honours",
    "sanzhi.rewards",
    "sanzhi.disputes",
    "sanzhi.alarms",
    "sanzhi.compacts",
    "sanzhi.patrols",
    "sanzhi.waste",
    "sanzhi.windows",
    "sanzhi.volunteering",
    "sanzhi.groups",
    "sanzhi.petitions",
    "sanzhi.leadership",
    "sanzhi.cases",
    "sanzhi.points",
    "sanzhi.ledger",
    "sanzhi.notices",
    "sanzhi.deliberation",
    "sanzhi.people",
    "sanzhi.journal",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # its widget templates, for the renderer below
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sanzhi.web.ui.refusals.RefusalMiddleware",
    "sanzhi.web.ui.guessing.GuessingMiddleware",  # innermost: it counts what the line above answers
]
ROOT_URLCONF = "sanzhi.urls"
WSGI_APPLICATION = "sanzhi.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "sanzhi.web.desk.signin.demonstration",
                "sanzhi.web.ui.context.demonstration",
            ],
            "libraries": {
                "ui": "sanzhi.web.ui.templatetags.ui",
                "desk": "sanzhi.web.desk.templatetags.desk",
            },
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # forms draw themselves with our components
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Sign-in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["sanzhi.web.desk.signin.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # villagers have no e-mail, so nothing may hang on one
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False  # machines at a counter are shared
ACCOUNT_ADAPTER = "sanzhi.web.desk.signin.StaffAdapter"
# 本平台约定: five wrong tries in a quarter of an hour close an account's door; twenty close it to an address,
# because a whole town hall may stand behind one.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "20/15m/ip,5/15m/key"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL = "/staff/login/"
LOGIN_REDIRECT_URL = "/desk/"
SANZHI_DEMO_PASSWORD = text("SANZHI_DEMO_PASSWORD", "sanzhi-demo")
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = SANZHI_COUNTY_NAME

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Limits and logs --------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # form fields, without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 12
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # beyond this a file goes to disk while it is read
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "sanzhi.kit.logs.MaskingFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": text("SANZHI_LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"propagate": True}},
}
