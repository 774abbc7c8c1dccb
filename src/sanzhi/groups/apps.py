from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "sanzhi.groups"
    verbose_name = "三团三社"
    default_auto_field = "django.db.models.BigAutoField"
