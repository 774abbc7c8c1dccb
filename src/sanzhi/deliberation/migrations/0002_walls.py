from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, REACH, SEES, unwalled_trigger, wall

# Whoever works for the place of the body; which of them may is asked by the first wall.
_STAFF = f"{SEES} IN ('county', 'area', 'office', 'staff') AND {REACH} <> '' AND b.area_id LIKE {REACH} || '%'"
OF_MY_BODY = f"EXISTS (SELECT FROM deliberation_body AS b WHERE b.id = body_id AND {_STAFF})"
OF_MY_MEETING = (
    "EXISTS (SELECT FROM deliberation_meeting AS m JOIN deliberation_body AS b ON b.id = m.body_id "
    f"WHERE m.id = meeting_id AND {_STAFF})"
)
I_SIT_THERE = (
    "EXISTS (SELECT FROM deliberation_meeting AS m JOIN deliberation_member AS s ON s.body_id = m.body_id "
    f"WHERE m.id = meeting_id AND s.person_id = {ME} AND s.to_day IS NULL)"
)
ITS_ELECTOR = "EXISTS (SELECT FROM deliberation_elector AS e WHERE e.id = elector_id)"  # seen as far as who it is
ITS_ITEM = "EXISTS (SELECT FROM deliberation_item AS i WHERE i.id = item_id)"

OF_A_MEETING = f"{SEES} = 'all' OR {OF_MY_MEETING} OR {I_SIT_THERE}"
OF_A_PROPOSAL = "EXISTS (SELECT FROM deliberation_proposal AS p WHERE p.id = proposal_id)"
OF_MY_TASK = (
    "EXISTS (SELECT FROM deliberation_task AS t JOIN deliberation_body AS b ON b.id = t.body_id "
    f"WHERE t.id = task_id AND {_STAFF})"
)


class Migration(migrations.Migration):
    """Of a roster and of votes each sees their own, and whoever keeps or counts there all; a box nobody opens but the house."""

    dependencies = [("deliberation", "0001_initial"), ("people", "0004_walls")]

    operations = [
        wall("deliberation_member", f"{SEES} = 'all' OR person_id = {ME} OR {OF_MY_BODY}"),
        wall("deliberation_elector", f"{SEES} = 'all' OR person_id = {ME} OR {OF_MY_MEETING}"),
        wall("deliberation_item", f"{SEES} = 'all' OR NOT confidential OR {OF_MY_MEETING} OR {I_SIT_THERE}"),
        wall("deliberation_recusal", ITS_ELECTOR),
        wall("deliberation_vote", ITS_ELECTOR),
        wall("deliberation_polled", ITS_ELECTOR),
        wall("deliberation_papervote", ITS_ELECTOR),
        wall("deliberation_paperdoubt", ITS_ELECTOR),
        wall(
            "deliberation_proxy",
            "EXISTS (SELECT FROM deliberation_elector AS e WHERE e.id IN (giver_id, holder_id))",
        ),
        wall("deliberation_handcount", ITS_ITEM),
        wall("deliberation_resolution", ITS_ITEM),
        wall("deliberation_urn", f"{SEES} = 'all'"),
        wall("deliberation_minutes", OF_A_MEETING),
        wall("deliberation_signature", "EXISTS (SELECT FROM deliberation_minutes AS m WHERE m.id = minutes_id)"),
        wall("deliberation_proposal", f"{SEES} = 'all' OR NOT confidential OR person_id = {ME} OR {OF_MY_BODY}"),
        wall("deliberation_support", OF_A_PROPOSAL),
        wall("deliberation_amendment", OF_A_PROPOSAL),
        wall("deliberation_acceptance", f"{SEES} = 'all' OR person_id = {ME} OR {OF_MY_TASK}"),
        unwalled_trigger("deliberation_minutes", "signed_minutes_are_the_last"),
        unwalled_trigger("deliberation_task", "a_task_moves_on"),
        revoke_changes("deliberation_minutes"),
        revoke_changes("deliberation_signature"),
        revoke_changes("deliberation_acceptance"),
        unwalled_trigger("deliberation_meeting", "a_meeting_moves_on"),
        unwalled_trigger("deliberation_item", "an_item_moves_on"),
        unwalled_trigger("deliberation_vote", "voted_while_open"),
        unwalled_trigger("deliberation_handcount", "counted_while_open"),
        unwalled_trigger("deliberation_polled", "polled_while_open"),
        unwalled_trigger("deliberation_papervote", "paper_entered"),
        unwalled_trigger("deliberation_resolution", "resolved_by_count"),
        revoke_changes("deliberation_vote"),
        revoke_changes("deliberation_polled"),
        revoke_changes("deliberation_recusal"),
        revoke_changes("deliberation_proxy"),
        revoke_changes("deliberation_handcount"),
        revoke_changes("deliberation_paperdoubt"),
        revoke_changes("deliberation_resolution"),
    ]
