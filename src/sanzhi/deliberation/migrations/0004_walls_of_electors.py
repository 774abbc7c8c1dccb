from django.db import migrations

from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

I_WAS_CALLED = (
    "EXISTS (SELECT FROM deliberation_elector AS e "
    f"WHERE e.meeting_id = deliberation_item.meeting_id AND e.person_id = {ME})"
)
ITS_RESOLUTION = "EXISTS (SELECT FROM deliberation_resolution AS r WHERE r.id = resolution_id)"
# Whoever keeps a body sees its place; who only counts there, or oversees, is "staff".
I_KEEP_ITS_BODY = (
    f"{SEES} IN ('county', 'area') AND {REACH} <> '' "
    f"AND EXISTS (SELECT FROM deliberation_body AS b WHERE b.id = body_id AND b.area_id LIKE {REACH} || '%')"
)


class Migration(migrations.Migration):
    """Whoever is on a frozen roster reads what is voted on, also when their term ended since; a task is read by who may read its
    item; what was told in confidence by its author and whoever keeps the body."""

    dependencies = [("deliberation", "0003_mended")]

    operations = [
        wall("deliberation_item", I_WAS_CALLED, name="sight_of_the_called"),
        wall("deliberation_task", ITS_RESOLUTION),
        migrations.RunSQL("DROP POLICY sight ON deliberation_proposal", migrations.RunSQL.noop),
        wall("deliberation_proposal", f"{SEES} = 'all' OR NOT confidential OR person_id = {ME} OR {I_KEEP_ITS_BODY}"),
        unwalled_trigger("deliberation_papervote", "paper_entered"),
        unwalled_trigger("deliberation_proposal", "a_proposal_moves_once"),
    ]
