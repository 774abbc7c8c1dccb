from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

MY_HOUSEHOLD = f"(SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
# Whoever works on points sees those of their place; a panelist and an overseer see no matters, but these.
OF_MY_AREA = (
    f"{SEES} = 'all' OR ({SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%')"
)
WITH_ITS_CLAIM = "EXISTS (SELECT FROM points_claim AS c WHERE c.id = claim_id)"  # seen as far as its claim is
HOUSEHOLD_IN_SIGHT = (
    f"{SEES} = 'all' OR household_id = {MY_HOUSEHOLD} OR ({SEES} IN ('county', 'area', 'staff') AND {REACH} <> '' "
    f"AND EXISTS (SELECT FROM people_household AS h WHERE h.id = household_id AND h.area_id LIKE {REACH} || '%'))"
)


class Migration(migrations.Migration):
    """A household sees its own; staff those of their place. What a trigger judges by does not depend on who writes."""

    dependencies = [("points", "0001_initial"), ("people", "0009_places"), ("notices", "0002_walls")]

    operations = [
        revoke_changes("points_evidence"),
        wall("points_participant", f"{OF_MY_AREA} OR household_id = {MY_HOUSEHOLD}"),
        wall("points_pledge", HOUSEHOLD_IN_SIGHT),
        wall("points_tie", f"{HOUSEHOLD_IN_SIGHT} OR person_id = {ME}"),
        wall("points_claim", f"{OF_MY_AREA} OR household_id = {MY_HOUSEHOLD} OR reported_by_id = {ME}"),
        wall("points_evidence", WITH_ITS_CLAIM),
        wall("points_score", f"by_id = {ME} OR {WITH_ITS_CLAIM}"),
        wall("points_transfer", f"{OF_MY_AREA} OR {MY_HOUSEHOLD} IN (giver_id, taker_id)"),
        unwalled_trigger("points_standard", "a_standard_walks_its_road"),
        unwalled_trigger("points_participant", "only_the_grown_take_part"),
        unwalled_trigger("points_claim", "a_claim_stands_on_its_rules"),
        unwalled_trigger("points_score", "scored_by_a_stranger"),
    ]
