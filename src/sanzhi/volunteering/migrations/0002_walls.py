from django.db import migrations

from sanzhi.kit.walling import ME, OFFICE, SEES, unwalled_trigger, wall

# Whoever runs the organisation for which somebody served.
RUNS_IT = f"EXISTS (SELECT FROM groups_group AS g WHERE g.id = group_id AND g.office_id = {OFFICE})"
OF_ITS_VOLUNTEER = (
    "EXISTS (SELECT FROM volunteering_signup AS u WHERE u.volunteer_id = volunteering_volunteer.id) "
    "OR EXISTS (SELECT FROM volunteering_certificate AS c WHERE c.volunteer_id = volunteering_volunteer.id)"
)


class Migration(migrations.Migration):
    """Hours are their person's and the organisation's that recorded them; a guardian sees for whom they answer."""

    dependencies = [("volunteering", "0001_initial"), ("groups", "0001_initial"), ("people", "0009_places")]

    operations = [
        wall("volunteering_signup", f"{SEES} = 'all' OR person_id = {ME} OR {RUNS_IT}"),
        wall("volunteering_certificate", f"{SEES} = 'all' OR person_id = {ME} OR {RUNS_IT}"),
        wall(
            "volunteering_volunteer",
            f"{SEES} = 'all' OR person_id = {ME} OR guardian_id = {ME} OR {OF_ITS_VOLUNTEER}",
        ),
        wall(
            "volunteering_correction",
            f"{SEES} = 'all' OR person_id = {ME} "
            "OR EXISTS (SELECT FROM volunteering_signup AS u WHERE u.id = signup_id)",
        ),
        unwalled_trigger("volunteering_volunteer", "a_volunteer_is_old_enough"),
        unwalled_trigger("volunteering_signup", "volunteers_sign_up"),
        unwalled_trigger("volunteering_signup", "hours_stand"),
    ]
