from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "sanzhi.disputes"
    verbose_name = "诉源"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sanzhi.cases.flow import admit

        from .flow import DISPUTE

        admit(DISPUTE)
