"""The second wall of this room. Names of staff are public: they answer for what the public asked of them.

Not walled: accounts, codes and counters, which are read before anybody is known; they hold no name and no number.
"""

from django.db import migrations

from sanzhi.kit.walling import ME, SEES, STAFF, wall

STAFF_ROW = "EXISTS (SELECT FROM people_account AS a WHERE a.person_id = people_person.id AND a.password <> '!')"

# Who is signed in has to be read before it is known what they may see; this one door gives one account by its number.
SIGNED_IN = """
CREATE FUNCTION people_signed_in(number bigint) RETURNS TABLE (account people_account, person people_person)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a, p FROM people_account AS a JOIN people_person AS p ON p.id = a.person_id WHERE a.id = number
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_looks_are_append_only")]

    operations = [
        migrations.RunSQL(SIGNED_IN, "DROP FUNCTION people_signed_in(bigint)"),
        wall("people_person", f"{STAFF} OR id = {ME} OR {STAFF_ROW}"),
        wall(
            "people_household",
            f"{STAFF} OR EXISTS (SELECT FROM people_person AS p WHERE p.household_id = people_household.id AND p.id = {ME})",
        ),
        wall("people_consent", f"{STAFF} OR person_id = {ME}"),
        wall("people_message", f"{SEES} = 'all' OR person_id = {ME}"),
        wall("people_look", f"{SEES} IN ('all', 'audit') OR person_id = {ME} OR by_id = {ME}"),
    ]
