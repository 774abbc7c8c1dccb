from django.db import migrations

from sanzhi.kit.walling import wall

OF_A_CASE = "EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id)"
OF_A_ROUND = "EXISTS (SELECT FROM cases_followup AS f WHERE f.id = follow_up_id)"


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_states_together"), ("people", "0007_walls_of_texts")]

    operations = [
        wall("cases_extension", OF_A_CASE),
        wall("cases_followup", OF_A_CASE),
        wall("cases_ratinglink", OF_A_ROUND),
    ]
