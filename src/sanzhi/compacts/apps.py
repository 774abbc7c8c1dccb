from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "sanzhi.compacts"
    verbose_name = "村规民约"
    default_auto_field = "django.db.models.BigAutoField"
