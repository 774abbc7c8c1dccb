from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes


class Migration(migrations.Migration):
    """What was counted stays; a new count stands beside it."""

    dependencies = [("contests", "0001_initial")]

    operations = [revoke_changes(f"contests_{table}") for table in ("run", "reading", "readingmark", "standing")]
