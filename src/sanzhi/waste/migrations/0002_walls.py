from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

MY_HOUSEHOLD = f"household_id = (SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
# Whoever works on waste sees their place; an inspector sees no matters, but these.
OF_MY_AREA = (
    f"{SEES} = 'all' OR ({SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%')"
)
WITH_ITS_INSPECTION = "EXISTS (SELECT FROM waste_inspection AS i WHERE i.id = inspection_id)"
WORKING_ON_IT = f"{SEES} IN ('all', 'county', 'area', 'staff') AND {WITH_ITS_INSPECTION}"


class Migration(migrations.Migration):
    """A household sees its own bins and results; staff those of their place. A second grade, and a grade given blind, are
    for staff. What a trigger judges by does not depend on who writes."""

    dependencies = [("waste", "0001_initial"), ("people", "0009_places"), ("points", "0004_walls_of_years")]

    operations = [
        revoke_changes("waste_sample"),
        wall("waste_bin", f"{OF_MY_AREA} OR {MY_HOUSEHOLD}"),
        wall("waste_inspection", f"{OF_MY_AREA} OR {MY_HOUSEHOLD}"),
        wall("waste_visit", f"{OF_MY_AREA} OR {MY_HOUSEHOLD}"),
        wall("waste_conflict", WORKING_ON_IT),
        wall("waste_review", WORKING_ON_IT),
        wall("waste_appeal", WITH_ITS_INSPECTION),
        unwalled_trigger("waste_conflict", "a_conflict_is_settled_by_another"),
        unwalled_trigger("waste_review", "a_review_is_by_another"),
        unwalled_trigger("waste_appeal", "an_appeal_is_answered_by_another"),
    ]
