from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "sanzhi.rewards"
    verbose_name = "兑换"
    default_auto_field = "django.db.models.BigAutoField"
