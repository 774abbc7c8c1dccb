from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, STAFF, unwalled_trigger, wall

OF_ALL = f"{SEES} = 'all'"
# Whoever works for the place, on matters or not; a resident's reach is empty.
THERE = f"({SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%')"

class Migration(migrations.Migration):
    """Alarms are for whoever works for their place; parties are for nobody; a clue is for its writer too."""

    dependencies = [("alarms", "0001_initial")]

    operations = [
        *(wall(f"alarms_{name}", f"{OF_ALL} OR {THERE}") for name in ("alarm", "batch", "dayreport", "nail", "proposal", "jointcall")),
        wall("alarms_alarmversion", f"{OF_ALL} OR EXISTS (SELECT FROM alarms_alarm AS a WHERE a.id = alarm_id)"),
        wall("alarms_alarmparty", OF_ALL),
        wall("alarms_planstep", f"{OF_ALL} OR EXISTS (SELECT FROM alarms_nail AS n WHERE n.id = nail_id)"),
        wall("alarms_review", f"{OF_ALL} OR EXISTS (SELECT FROM alarms_nail AS n WHERE n.id = nail_id)"),
        wall("alarms_clue", f"{OF_ALL} OR {THERE} OR person_id = {ME}"),
        wall("alarms_nailrule", STAFF),
        unwalled_trigger("alarms_alarm", "an_alarm_has_its_version"),
        unwalled_trigger("alarms_nail", "a_nail_comes_out"),
        revoke_changes("alarms_alarmversion"),
        revoke_changes("alarms_dayreport"),
    ]
