from datetime import UTC, date, datetime

from django.db import migrations

# What an alarm is called by the police is ours to read so (本平台约定): the article does not name the seven kinds.
WORDS = {
    "family": ["家庭", "婚姻", "婚恋", "赡养", "继承"],
    "neighbour": ["邻里", "相邻", "宅基"],
    "money": ["债务", "经济纠纷", "劳资", "欠薪", "合同"],
    "estate": ["物业", "噪声", "噪音", "扰民", "装修"],
    "consumer": ["消费", "退款", "预付"],
    "threat": ["感情", "情感", "扬言"],
    "help": ["求助"],
}


def first_rule(apps, schema_editor):
    apps.get_model("alarms", "NailRule").objects.create(
        least=3, days=90, quiet_days=90, words=WORDS, basis="本平台约定", valid_from=date(2020, 1, 1),
        drafted_at=datetime(2020, 1, 1, tzinfo=UTC), published_at=datetime(2020, 1, 1, tzinfo=UTC),
    )  # fmt: skip


class Migration(migrations.Migration):
    """The rule a county begins with; it stands until two system administrators publish another."""

    dependencies = [("alarms", "0002_walls")]

    operations = [migrations.RunPython(first_rule, migrations.RunPython.noop)]
