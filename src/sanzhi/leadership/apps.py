from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "sanzhi.leadership"
    verbose_name = "党建引领"
    default_auto_field = "django.db.models.BigAutoField"
