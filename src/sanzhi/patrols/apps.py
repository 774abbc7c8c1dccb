from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "sanzhi.patrols"
    verbose_name = "网格"
    default_auto_field = "django.db.models.BigAutoField"
