from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        revoke_changes("cases_move"),
        revoke_changes("cases_callback"),
        revoke_changes("cases_card"),
    ]
