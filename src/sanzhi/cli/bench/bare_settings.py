"""The settings of the served county, less everything that the bare view does without."""

from sanzhi.settings import *  # noqa: F403

INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "sanzhi.cli.bench.bare"
ALLOWED_HOSTS = ["127.0.0.1"]
