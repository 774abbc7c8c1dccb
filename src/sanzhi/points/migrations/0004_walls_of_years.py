from importlib import import_module

from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import wall

HOUSEHOLD_IN_SIGHT = import_module("sanzhi.points.migrations.0002_walls").HOUSEHOLD_IN_SIGHT


class Migration(migrations.Migration):
    """A household's totals are its own and its village's to read."""

    dependencies = [("points", "0003_years")]

    operations = [revoke_changes("points_yeartotal"), wall("points_yeartotal", HOUSEHOLD_IN_SIGHT)]
