from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        revoke_changes("people_look"),
    ]
