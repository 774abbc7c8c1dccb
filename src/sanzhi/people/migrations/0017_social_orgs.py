from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0016_party_offices'),
    ]

    operations = [
        migrations.AlterField(
            model_name='office',
            name='kind',
            field=models.CharField(choices=[('governance_centre', '社会治理中心'), ('command_room', '镇（街道）综合信息指挥室'), ('department', '市级部门'), ('town_office', '镇（街道）办公室'), ('village', '村（居）民委员会'), ('mediation', '调解组织'), ('court', '人民法院'), ('discipline', '纪检监察机关'), ('petition_bureau', '信访局'), ('social_org', '社会组织'), ('bank', '银行'), ('party_branch', '网格支部'), ('pioneer_station', '红色先锋站')], max_length=20),
        ),
    ]
