from django.db import migrations

from sanzhi.kit.walling import OFFICE, SEES, unwalled_trigger, wall

# The office that sent it, the one it was sent to, and whoever sees the case whose number came first.
SIGHT = (
    f"{SEES} = 'all' OR {OFFICE} IN (sender_id, to_id) "
    "OR EXISTS (SELECT FROM cases_case AS c WHERE c.id = first_id)"
)


class Migration(migrations.Migration):
    """A handover is its two offices' and whose the first number is; a ruling is of whoever sees one of its handovers."""

    dependencies = [("windows", "0003_handovers"), ("cases", "0008_walls")]

    operations = [
        wall("windows_handover", SIGHT),
        wall(
            "windows_ruling",
            f"{SEES} = 'all' OR to_id = {OFFICE} "
            "OR EXISTS (SELECT FROM windows_handover AS h WHERE h.first_id = windows_ruling.first_id)",
        ),
        unwalled_trigger("windows_handover", "a_handover_moves_once"),
    ]
