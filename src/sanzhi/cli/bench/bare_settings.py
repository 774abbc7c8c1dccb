"""The settings of the served county, less everything that the bare view does without.

Loaded by name, as Django loads settings: nothing of the command imports them.
"""

from importlib import import_module

globals().update(vars(import_module("sanzhi.settings")))
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "sanzhi.cli.bench.bare"
ALLOWED_HOSTS = ["127.0.0.1"]
