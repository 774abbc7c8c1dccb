from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sanzhi.ledger"
    verbose_name = "账"
    default_auto_field = "django.db.models.BigAutoField"
