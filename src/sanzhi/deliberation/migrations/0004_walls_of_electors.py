from django.db import migrations

from sanzhi.kit.walling import ME, unwalled_trigger, wall

I_WAS_CALLED = (
    "EXISTS (SELECT FROM deliberation_elector AS e "
    f"WHERE e.meeting_id = deliberation_item.meeting_id AND e.person_id = {ME})"
)
ITS_RESOLUTION = "EXISTS (SELECT FROM deliberation_resolution AS r WHERE r.id = resolution_id)"


class Migration(migrations.Migration):
    """Whoever is on a frozen roster reads what is voted on, also when their term ended since; a task is read by who may read its item."""

    dependencies = [("deliberation", "0003_mended")]

    operations = [
        wall("deliberation_item", I_WAS_CALLED, name="sight_of_the_called"),
        wall("deliberation_task", ITS_RESOLUTION),
        unwalled_trigger("deliberation_papervote", "paper_entered"),
        unwalled_trigger("deliberation_proposal", "a_proposal_moves_once"),
    ]
