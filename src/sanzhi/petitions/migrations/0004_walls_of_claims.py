"""The second wall of claims and suggestions: seen as their case is; the case also by whoever petitions, whoever acts for them,
the organ that handles it and the one that reviews it. The clocks of a petition keep the law's time (I17)."""

from django.db import migrations
from django.db.migrations import RunSQL

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, SEES, wall
from sanzhi.petitions.triggers import CLOCKS_KEEP_TIME, FORGET, KNOWN, PAUSED_BY_LAW

MINE = f"(SELECT petitions_known_to({ME}, {OFFICE}))"
A_CASE = f"kind = 'petition' AND ({OFFICE} IN (receiver_id, holder_id) OR id = ANY ({MINE}::bigint[]))"
OF_A_CASE = "EXISTS (SELECT FROM cases_case AS c WHERE c.id = {column})"
OF_A_PETITION = OF_A_CASE.format(column="petition_id")


class Migration(migrations.Migration):
    dependencies = [("petitions", "0003_claims"), ("cases", "0008_walls")]

    operations = [
        RunSQL(KNOWN, "DROP FUNCTION petitions_known_to(bigint, bigint)"),
        RunSQL(CLOCKS_KEEP_TIME, "DROP FUNCTION petitions_clock_keeps_time() CASCADE"),
        RunSQL(PAUSED_BY_LAW, "DROP FUNCTION petitions_paused_by_law() CASCADE"),
        RunSQL(FORGET, "DROP FUNCTION petitions_forget() CASCADE"),
        wall("cases_case", A_CASE, name="sight_of_petitions", check=A_CASE),
        wall("petitions_petition", OF_A_CASE.format(column="case_id")),
        wall("petitions_petitioner", f"{SEES} = 'all' OR person_id = {ME} OR {OF_A_PETITION}"),
        wall("petitions_claim", OF_A_PETITION),
        wall("petitions_letter", OF_A_PETITION),
        wall("petitions_likeness", f"{SEES} <> 'own' AND {OF_A_PETITION}"),
        wall(
            "petitions_agency",
            f"{SEES} = 'all' OR {ME} IN (principal_id, agent_id) OR office_id = {OFFICE} OR {OF_A_PETITION}",
        ),
        wall("petitions_contact", "EXISTS (SELECT FROM petitions_agency AS a WHERE a.id = agency_id)"),
        revoke_changes("petitions_contact"),
        revoke_changes("petitions_likeness"),
    ]
