from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes


class Migration(migrations.Migration):
    """A draw is read by everybody, its lots by number and masked name; who a lot belongs to stands behind the roster's wall."""

    dependencies = [("deliberation", "0005_draws")]

    operations = [revoke_changes("deliberation_witness")]
