from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

MY_HOUSEHOLD = f"(SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
# Whoever works for the place; which of them keeps its compact is asked by the first wall.
_OF_MY_PLACE = f"{SEES} IN ('county', 'area') AND {REACH} <> '' AND k.area_id LIKE {REACH} || '%'"
OF_MY_COMPACT = (
    "EXISTS (SELECT FROM compacts_version AS v JOIN compacts_compact AS k ON k.id = v.compact_id "
    f"WHERE v.id = version_id AND {_OF_MY_PLACE})"
)
OF_MY_APPRAISAL = (
    "EXISTS (SELECT FROM compacts_appraisal AS a JOIN compacts_version AS v ON v.id = a.version_id "
    f"JOIN compacts_compact AS k ON k.id = v.compact_id WHERE a.id = appraisal_id AND {_OF_MY_PLACE})"
)


class Migration(migrations.Migration):
    """Of what residents said and signed each sees their own, and whoever keeps the compact all; who gave which score nobody but
    themselves."""

    dependencies = [("compacts", "0001_initial"), ("people", "0004_walls")]

    operations = [
        wall("compacts_opinion", f"{SEES} = 'all' OR person_id = {ME} OR {OF_MY_COMPACT}"),
        wall("compacts_pledge", f"{SEES} = 'all' OR household_id = {MY_HOUSEHOLD} OR {OF_MY_COMPACT}"),
        wall("compacts_assessor", f"{SEES} = 'all' OR person_id = {ME} OR {OF_MY_APPRAISAL}"),
        wall("compacts_score", f"{SEES} = 'all' OR person_id = {ME}"),
        unwalled_trigger("compacts_version", "a_version_moves"),
        revoke_changes("compacts_score"),
        revoke_changes("compacts_mean"),
        revoke_changes("compacts_assessor"),
    ]
