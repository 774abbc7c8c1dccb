"""What a call of many lines asks of its accounts and postings is asked in one walk; how, stands in the SQL beside this file."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_calls'),
    ]

    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
