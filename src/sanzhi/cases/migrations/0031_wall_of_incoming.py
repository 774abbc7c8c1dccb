from django.db import migrations

from sanzhi.kit.walling import SEES, wall


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_incoming")]

    # What waits has no place yet: it is the desks' of the whole county and of no other office.
    operations = [wall("cases_incoming", f"{SEES} IN ('all', 'county')")]
