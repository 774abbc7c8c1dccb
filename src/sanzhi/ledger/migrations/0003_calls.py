"""What holds of a posting is asked once for a call; how, stands in the SQL beside this file."""

from pathlib import Path

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_engine'),
    ]

    operations = [
        migrations.AddField(
            model_name='posting',
            name='lines',
            field=models.IntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='accounts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='604cb8bd715eeb67f7a66a9294fb4fe3f26dd657', operation='DELETE', pgid='pgtrigger_accounts_stay_31c80', table='ledger_account', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='accounts_keep_their_unit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7e049b0f8c47faf35cb5fb75913a53949649289b', operation='UPDATE', pgid='pgtrigger_accounts_keep_their_unit_e647b', table='ledger_account', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='accounts_are_never_truncated', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the ledger is never truncated';", hash='d24d5dd1169cdaf5c9b2ebe1efb658969047ea20', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_accounts_are_never_truncated_71b88', table='ledger_account', when='BEFORE')),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
