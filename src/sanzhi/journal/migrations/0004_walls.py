"""The second wall of this room: one's own entries, and all of them for the house and the auditor.

The room that an entry is about opens a gate of its own for those who may see the matter.
"""

from django.db import migrations

from sanzhi.kit.walling import ME, SEES, wall


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_erase_what_an_entry_names")]

    operations = [wall("journal_entry", f"{SEES} IN ('all', 'audit') OR by_id = {ME}")]
