"""The second wall of what is shown, heard and written beside: each is seen as its petition is; and whoever handles a petition
with another organ sees it while they do."""

from django.db import migrations
from django.db.migrations import RunSQL

from sanzhi.kit.walling import ME, OFFICE, SEES, wall
from sanzhi.petitions.triggers import FORGET_PAPERS, KNOWN, KNOWN_TO_ALL_ORGANS

OF_A_PETITION = "EXISTS (SELECT FROM cases_case AS c WHERE c.id = petition_id)"


class Migration(migrations.Migration):
    dependencies = [("petitions", "0007_papers")]

    operations = [
        RunSQL(KNOWN_TO_ALL_ORGANS, KNOWN.replace("CREATE", "CREATE OR REPLACE")),
        RunSQL(FORGET_PAPERS, "DROP FUNCTION petitions_forget_papers() CASCADE"),
        wall("petitions_paper", f"{SEES} = 'all' OR by_id = {ME} OR {OF_A_PETITION}"),
        wall("petitions_hearing", OF_A_PETITION),
        wall("petitions_joint", f"{SEES} = 'all' OR office_id = {OFFICE} OR {OF_A_PETITION}"),
    ]
