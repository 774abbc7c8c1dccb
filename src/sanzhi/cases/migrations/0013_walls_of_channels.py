from django.db import migrations

from sanzhi.kit.walling import OFFICE, SEES, wall

OF_A_SHEET = "EXISTS (SELECT FROM cases_sheet AS s WHERE s.id = sheet_id)"


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_sheets_only_in_parts")]

    operations = [
        wall("cases_call", f"{SEES} = 'all' OR office_id = {OFFICE}"),
        wall("cases_sheetpart", OF_A_SHEET),
        wall("cases_sheettrouble", OF_A_SHEET),
        wall("cases_clientcase", "EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id)"),
    ]
