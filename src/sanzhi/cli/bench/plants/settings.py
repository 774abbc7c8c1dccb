"""The settings of the served county, with one protection missing: the one that BENCH_MUTANT names."""

from sanzhi.settings import *  # noqa: F403
from sanzhi.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "sanzhi.cli.bench.plants.apps.PlantsConfig"]
