"""The settings of the served county, with one protection missing: the one that BENCH_MUTANT names.

Loaded by name, as Django loads settings: nothing of the command imports them.
"""

from importlib import import_module

_served = vars(import_module("sanzhi.settings"))
globals().update(_served)
INSTALLED_APPS = [*_served["INSTALLED_APPS"], "sanzhi.cli.bench.plants.apps.PlantsConfig"]
