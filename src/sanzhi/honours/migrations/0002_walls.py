from django.db import migrations

from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

OF_ALL = f"{SEES} = 'all'"
# Whoever works for a place, on matters or not; a resident's reach is empty.
THERE = f"({SEES} IN ('county', 'area', 'office', 'staff') AND {REACH} <> '' AND area_id LIKE {REACH} || '%')"
NAMED_ME = f"EXISTS (SELECT FROM honours_named AS n WHERE n.deed_id = honours_deed.id AND n.person_id = {ME})"


class Migration(migrations.Migration):
    """A deed is for whoever works there and for whoever is named with it; a nomination for whoever works there, whoever
    made it and whoever it is about. What everybody reads is read by the room itself, under rules of its own."""

    dependencies = [("honours", "0001_initial")]

    operations = [
        wall("honours_deed", f"{OF_ALL} OR {THERE} OR {NAMED_ME}"),
        wall("honours_named", f"{OF_ALL} OR {THERE} OR person_id = {ME}"),
        wall("honours_nomination", f"{OF_ALL} OR {THERE} OR nominee_id = {ME} OR nominated_by_id = {ME}"),
        unwalled_trigger("honours_deed", "a_deed_is_agreed"),
        unwalled_trigger("honours_named", "named_in_time"),
        unwalled_trigger("honours_nomination", "a_nomination_moves"),
    ]
