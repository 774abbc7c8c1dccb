from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sanzhi.people"
    verbose_name = "人与地"
    default_auto_field = "django.db.models.BigAutoField"
