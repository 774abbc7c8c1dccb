"""What django-hordak needs to run, in a database of its own on the server that is measured. Loaded by name."""

from importlib import import_module

_ours = import_module("sanzhi.settings")
SECRET_KEY = _ours.SECRET_KEY
# The same driver options as ours: what is compared are the books.
DATABASES = _ours.DATABASES
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "mptt", "djmoney", "hordak"]
DEFAULT_CURRENCY = HORDAK_INTERNAL_CURRENCY = "CNY"
CURRENCIES = HORDAK_CURRENCIES = ["CNY"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
