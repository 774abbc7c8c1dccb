from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, STAFF, wall

OF_MY_AREA = (
    f"{SEES} = 'all' OR ({SEES} IN ('county', 'area') AND EXISTS (SELECT FROM notices_notice AS n "
    f"WHERE n.id = notice_id AND n.area_id LIKE {REACH} || '%'))"
)


class Migration(migrations.Migration):
    """What is posted is for everybody; a draft for staff; an objection for whoever raised it and whoever is over the place."""

    dependencies = [("notices", "0001_initial"), ("people", "0009_places")]

    operations = [
        revoke_changes("notices_proof"),
        wall("notices_notice", f"posted_at IS NOT NULL OR {STAFF}"),
        wall(
            "notices_line",
            f"{STAFF} OR EXISTS (SELECT FROM notices_notice AS n WHERE n.id = notice_id AND n.posted_at IS NOT NULL)",
        ),
        wall("notices_objection", f"{OF_MY_AREA} OR raised_by_id = {ME}"),
    ]
