import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever reviews a subsidy sees no dispute behind its wall, so the body stands on the subsidy itself."""

    dependencies = [("disputes", "0003_names")]

    operations = [
        migrations.AddField(
            model_name="subsidy",
            name="body",
            field=models.ForeignKey(
                db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="disputes.body"
            ),
            preserve_default=False,
        ),
    ]
