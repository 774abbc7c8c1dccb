from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, REACH, SEES, wall

MY_HOUSEHOLD = f"(SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
# Whoever works for the place; which of them has to do with its grids is asked by the first wall.
_OF_MY_PLACE = f"{SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%'"
_MINE_OR_MY_COLLEAGUES = (
    f"a.office_id = {OFFICE} AND (a.valid_to IS NULL OR a.valid_to > current_date) AND (a.person_id = {ME} OR EXISTS "
    f"(SELECT FROM people_deputy AS d WHERE d.post_id = a.id AND d.person_id = {ME} AND (d.valid_to IS NULL OR d.valid_to > current_date)))"
)
# What a household said stays in the village: its clerk, and the worker of the grid or who wrote it down.
OF_MY_GRID = (
    f"{SEES} = 'area' AND area_id = {REACH} AND (by_id = {ME} OR EXISTS (SELECT FROM people_appointment AS a WHERE {_MINE_OR_MY_COLLEAGUES} "
    "AND (a.role = 'village_clerk' OR a.role = 'grid_worker' AND (a.grid_id IS NULL OR a.grid_id = patrols_visitrecord.grid_id))))"
)
WITH_ITS_VISIT = "EXISTS (SELECT FROM patrols_visitrecord AS v WHERE v.id = visit_id)"


class Migration(migrations.Migration):
    """Tasks are read in their place and by the office that gave them; a visit by its household and in its village; where
    somebody was on duty by nobody but themselves."""

    dependencies = [("patrols", "0001_initial"), ("people", "0008_day_desk")]

    operations = [
        wall("patrols_patroltask", f"{SEES} = 'all' OR office_id = {OFFICE} OR {_OF_MY_PLACE}"),
        wall(
            "patrols_patrolstop",
            f"{SEES} = 'all' OR EXISTS (SELECT FROM patrols_patroltask AS t WHERE t.id = task_id)",
        ),
        wall("patrols_shift", f"{SEES} = 'all' OR person_id = {ME} OR {_OF_MY_PLACE}"),
        wall(
            "patrols_clockpoint",
            f"{SEES} = 'all' OR EXISTS (SELECT FROM patrols_shift AS s WHERE s.id = shift_id AND s.person_id = {ME})",
        ),
        wall(
            "patrols_visitrecord", f"{SEES} = 'all' OR household_id = {MY_HOUSEHOLD} OR {OF_MY_GRID}"
        ),
        wall("patrols_need", f"{SEES} = 'all' OR {WITH_ITS_VISIT}"),
        wall("patrols_correction", f"{SEES} = 'all' OR {WITH_ITS_VISIT}"),
        wall("patrols_griddiary", f"{SEES} = 'all' OR worker_id = {ME} OR {_OF_MY_PLACE}"),
        wall(
            "patrols_addendum",
            f"{SEES} = 'all' OR EXISTS (SELECT FROM patrols_griddiary AS d WHERE d.id = diary_id)",
        ),
        revoke_changes("patrols_addendum"),
    ]
