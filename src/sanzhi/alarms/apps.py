from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    name = "sanzhi.alarms"
    verbose_name = "警源"
    default_auto_field = "django.db.models.BigAutoField"
