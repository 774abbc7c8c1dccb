from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, STAFF, wall

MY_HOUSEHOLD = f"household_id = (SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
OF_ALL = f"{SEES} = 'all'"
OF_MY_AREA = f"{SEES} IN ('county', 'area') AND {{area}} LIKE {REACH} || '%'"


def _through(table: str, column: str) -> str:
    """Of my area by the area of what a row belongs to."""
    area = OF_MY_AREA.format(area="o.area_id")
    return f"EXISTS (SELECT FROM {table} AS o WHERE o.id = {column} AND {area})"


class Migration(migrations.Migration):
    """What a household bought is for itself and for whoever is over the place; a merchant finds a voucher by its code
    alone. Budgets, hands and settlements name staff and are for staff. A pool is for everybody once it is split."""

    dependencies = [("rewards", "0001_initial"), ("people", "0009_places")]

    operations = [
        revoke_changes("rewards_purchase"),
        revoke_changes("rewards_poolshare"),
        wall("rewards_merchanthand", STAFF),
        wall("rewards_allotment", STAFF),
        wall("rewards_settlement", STAFF),
        wall("rewards_pool", f"{STAFF} OR drawn_at IS NOT NULL"),
        wall("rewards_voucher", f"{OF_ALL} OR {OF_MY_AREA.format(area='area_id')} OR {MY_HOUSEHOLD}"),
        wall("rewards_purchase", f"{OF_ALL} OR {_through('rewards_reward', 'reward_id')} OR {MY_HOUSEHOLD}"),
        wall("rewards_tally", f"{OF_ALL} OR {_through('rewards_reward', 'reward_id')} OR {MY_HOUSEHOLD}"),
        wall("rewards_poolshare", f"{OF_ALL} OR {_through('rewards_pool', 'pool_id')} OR {MY_HOUSEHOLD}"),
    ]
