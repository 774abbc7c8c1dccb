"""The second wall of tables that the worker takes: for whoever works for the place. And what forgets the versions of an alarm whose
time is over, which the application itself may not change."""

from django.db import migrations
from django.db.migrations import RunSQL

from sanzhi.alarms.triggers import FORGET_VERSIONS
from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

OF_ALL = f"{SEES} = 'all'"
THERE = f"({SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%')"
OF_A_SHEET = f"{OF_ALL} OR EXISTS (SELECT FROM alarms_alarmsheet AS s WHERE s.id = sheet_id)"


class Migration(migrations.Migration):
    dependencies = [("alarms", "0004_sheets")]

    operations = [
        RunSQL(FORGET_VERSIONS, "DROP FUNCTION alarms_forget_versions(bigint[])"),
        unwalled_trigger("alarms_alarmversion", "versions_are_kept"),
        unwalled_trigger("alarms_alarm", "an_alarm_has_its_version"),
        wall("alarms_alarmsheet", f"{OF_ALL} OR by_id = {ME} OR {THERE}"),
        wall("alarms_alarmsheetpart", OF_A_SHEET),
        wall("alarms_alarmtrouble", OF_A_SHEET),
    ]
