from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "sanzhi.contests"
    verbose_name = "三治擂台赛"
    default_auto_field = "django.db.models.BigAutoField"
