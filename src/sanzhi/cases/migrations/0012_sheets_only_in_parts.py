from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_sheets_in_parts")]

    operations = [
        migrations.RemoveField(model_name="sheet", name="content"),
        migrations.RemoveField(model_name="sheet", name="refused"),
    ]
