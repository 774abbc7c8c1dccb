from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, SEES, wall
from sanzhi.petitions.triggers import IS_OF_THEIRS, UNDER_THE_ACCUSED

OF_ALL = f"{SEES} = 'all'"
AT_ITS_BODY = f"(body_id = {OFFICE} AND NOT petitions_is_of_theirs(id, accused_id, {ME}))"
OF_ONE = "EXISTS (SELECT FROM petitions_accusation AS a WHERE a.id = accusation_id)"
# The journal has that something was done; whoever audits reads everything there but this.
APART = f"""
CREATE POLICY not_of_accusations ON journal_entry AS RESTRICTIVE
USING (about_type <> 'accusation' OR {OF_ALL}) WITH CHECK (true)
"""


class Migration(migrations.Migration):
    """An accusation is for whoever wrote it, and for the body that has it but for anybody there who is of the accused's."""

    dependencies = [
        ("petitions", "0001_accusations"),
        ("journal", "0004_walls"),
    ]

    operations = [
        migrations.RunSQL(UNDER_THE_ACCUSED, "DROP FUNCTION petitions_kept_out"),
        migrations.RunSQL(IS_OF_THEIRS, "DROP FUNCTION petitions_is_of_theirs"),
        wall("petitions_accusation", f"{OF_ALL} OR accuser_id = {ME} OR {AT_ITS_BODY}"),
        wall("petitions_accusationmove", OF_ONE),
        wall("petitions_accusationlook", OF_ONE),
        wall("petitions_keptout", OF_ALL),
        migrations.RunSQL(APART, "DROP POLICY not_of_accusations ON journal_entry"),
        revoke_changes("petitions_accusationmove"),
        revoke_changes("petitions_accusationlook"),
        revoke_changes("petitions_keptout"),
    ]
