from django.db import migrations

from sanzhi.kit.walling import ME, STAFF, wall


class Migration(migrations.Migration):
    dependencies = [("people", "0006_texts")]

    operations = [
        wall("people_text", f"{STAFF} OR person_id = {ME}"),
        wall("people_textstop", f"{STAFF} OR person_id = {ME}"),
    ]
