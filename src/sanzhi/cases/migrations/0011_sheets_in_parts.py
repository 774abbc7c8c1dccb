import json

from django.db import migrations

from sanzhi.kit import crypto

IN_A_PART = 1000


def into_parts(apps, schema_editor):
    """Sheets kept in one piece, with their refusals beside them, become parts and troubles."""
    Sheet, Part, Trouble = (apps.get_model("cases", name) for name in ("Sheet", "SheetPart", "SheetTrouble"))
    for sheet in Sheet.objects.all():
        rows = json.loads(
            crypto.decrypt(bytes(sheet.content), table="cases_sheet", column="content", row=sheet.id)
        )
        for first in range(0, len(rows), IN_A_PART):
            part = Part.objects.create(sheet=sheet, first=first, content=b"")
            text = json.dumps(rows[first : first + IN_A_PART], ensure_ascii=False)
            part.content = crypto.encrypt(text, table="cases_sheetpart", column="content", row=part.id)
            part.save(update_fields=["content"])
        Trouble.objects.bulk_create(
            Trouble(sheet=sheet, line=int(line), column="", sentence=sentence[:300])
            for line, sentence in sheet.refused.items()
        )
        sheet.taken = sheet.position - len(sheet.refused)
        sheet.save(update_fields=["taken"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_channels")]

    operations = [migrations.RunPython(into_parts, migrations.RunPython.noop)]
