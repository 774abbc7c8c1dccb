from importlib import import_module

from django.db import migrations

from sanzhi.kit.walling import ME, SEES

_place = import_module("sanzhi.patrols.migrations.0002_walls")._OF_MY_PLACE
_EVERY = f"{SEES} = 'all' OR worker_id = {ME} OR {_place}"
_SIGNED = f"{SEES} = 'all' OR worker_id = {ME} OR signed_at IS NOT NULL AND {_place}"


class Migration(migrations.Migration):
    """A diary that is being written is its worker's alone."""

    dependencies = [("patrols", "0003_who_said_it")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY sight ON patrols_griddiary USING ({_SIGNED})", f"ALTER POLICY sight ON patrols_griddiary USING ({_EVERY})"
        )
    ]
