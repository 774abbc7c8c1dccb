"""The settings of the test run: a throw-away home beside the checkout, and only what must differ."""

import os
from pathlib import Path

_HOME = Path(__file__).parents[1] / ".sanzhi" / "test"
for _name in [name for name in os.environ if name.startswith(("SANZHI_", "DATABASE_"))]:
    if _name != "SANZHI_PG_BIN":  # the same tests on another PostgreSQL
        del os.environ[_name]
if _other := os.environ.get("SANZHI_PG_BIN"):
    _HOME = _HOME / _other.strip("/").replace("/", "-")
os.environ["SANZHI_HOME"] = str(_HOME)  # also for the processes that tests start

from sanzhi.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # sign-in is tested, hashing is Django's
STORAGES = {  # read static files where they lie: no manifest to build first
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
