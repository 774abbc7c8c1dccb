"""The settings of the served county, with the bare view among its addresses.

Loaded by name, as Django loads settings: nothing of the command imports them.
"""

from importlib import import_module

globals().update(vars(import_module("sanzhi.settings")))
ROOT_URLCONF = "sanzhi.cli.bench.bare"
