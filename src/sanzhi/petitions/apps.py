from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "sanzhi.petitions"
    verbose_name = "信访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sanzhi.cases.flow import admit

        from .petition_flow import PETITION

        admit(PETITION)
