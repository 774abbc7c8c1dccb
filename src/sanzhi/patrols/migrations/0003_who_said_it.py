from importlib import import_module

from django.db import migrations

from sanzhi.kit.walling import ME, SEES

_before = import_module("sanzhi.patrols.migrations.0002_walls")
_HOUSEHOLD = f"{SEES} = 'all' OR household_id = {_before.MY_HOUSEHOLD} OR {_before.OF_MY_GRID}"
_SPEAKER = f"{SEES} = 'all' OR agreed_by_id = {ME} OR {_before.OF_MY_GRID}"


class Migration(migrations.Migration):
    """What one said at the door is read by oneself, wherever one lives now, and by nobody else of the household."""

    dependencies = [("patrols", "0002_walls")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY sight ON patrols_visitrecord USING ({_SPEAKER})",
            f"ALTER POLICY sight ON patrols_visitrecord USING ({_HOUSEHOLD})",
        )
    ]
