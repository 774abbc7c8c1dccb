from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, SEES, unwalled_trigger, wall

# Whoever works at the hall: the office whose hall it is, or one that sits at a counter there.
AT_THE_HALL = (
    f"EXISTS (SELECT FROM windows_centre AS c WHERE c.id = centre_id AND (c.office_id = {OFFICE} "
    f"OR EXISTS (SELECT FROM windows_counter AS k WHERE k.centre_id = c.id AND k.office_id = {OFFICE})))"
)
SIGHT = f"{SEES} = 'all' OR person_id = {ME} OR {AT_THE_HALL}"


class Migration(migrations.Migration):
    """A number and a booking are their person's and the hall's; what the hall shows to everybody is counted past the wall."""

    dependencies = [("windows", "0001_initial"), ("people", "0009_places"), ("cases", "0008_walls")]

    operations = [
        wall("windows_booking", SIGHT),
        wall("windows_ticket", SIGHT),
        wall("windows_turn", "EXISTS (SELECT FROM windows_ticket AS t WHERE t.id = ticket_id)"),
        unwalled_trigger("windows_booking", "a_booking_stays"),
        unwalled_trigger("windows_ticket", "a_ticket_moves_on"),
        revoke_changes("windows_turn"),
    ]
