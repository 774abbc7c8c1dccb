"""The second wall of this room: `queries.visible_to` once more, in the database.

Not walled: parts, clocks and cards, which name offices and no person; and the search rows, because PostgreSQL uses
no text index behind a wall: they hold words without a name, and every search joins them to cases, which are walled.
"""

from django.db import migrations

from sanzhi.kit.walling import ME, OFFICE, REACH, SEES, unwalled_trigger, wall

HAS_A_PART = f"EXISTS (SELECT FROM cases_assignment AS a WHERE a.case_id = cases_case.id AND a.office_id = {OFFICE})"
SIGHT = (
    f"{SEES} = 'all' OR reporter_id = {ME} OR filed_by_id = {ME}"
    f" OR (({SEES} = 'county' OR ({SEES} = 'area' AND {REACH} IN (town_code, area_id)))"
    f" AND (secrecy <> 'closed' OR {OFFICE} IN (receiver_id, holder_id)))"
    f" OR ({SEES} IN ('county', 'area', 'office') AND {HAS_A_PART})"
)
OF_A_CASE = "EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_kinds"),
        ("journal", "0004_walls"),
        ("people", "0004_walls"),
    ]

    operations = [
        wall("cases_case", SIGHT, check=SIGHT),
        unwalled_trigger("cases_case", "no_state_without_its_move"),
        wall("cases_move", OF_A_CASE),
        wall("cases_attachment", OF_A_CASE),
        wall("cases_callback", OF_A_CASE),
        wall("cases_supervision", OF_A_CASE),
        wall("cases_contest", OF_A_CASE),
        wall("cases_suspension", OF_A_CASE),
        wall("cases_join", f"person_id = {ME} OR {OF_A_CASE}"),
        wall("cases_sheet", f"{SEES} = 'all' OR by_id = {ME} OR office_id = {OFFICE}"),
        wall(
            "journal_entry",
            "about_type = 'case' AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = about_id)",
            name="sight_of_cases",
        ),
    ]
