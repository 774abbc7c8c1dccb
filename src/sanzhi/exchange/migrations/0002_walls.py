from django.db import migrations

from sanzhi.kit.walling import SEES, wall

# Whoever keeps receivers sees no matter; the house queues and sends.
KEEPERS = f"{SEES} IN ('all', 'staff')"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [
        wall("exchange_receiver", KEEPERS),
        wall("exchange_delivery", KEEPERS),
    ]
