from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "sanzhi.deliberation"
    verbose_name = "议事"
    default_auto_field = "django.db.models.BigAutoField"
