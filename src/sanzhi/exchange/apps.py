from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "sanzhi.exchange"
    verbose_name = "系统整合"
    default_auto_field = "django.db.models.BigAutoField"
