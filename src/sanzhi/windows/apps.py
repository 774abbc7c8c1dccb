from django.apps import AppConfig


class WindowsConfig(AppConfig):
    name = "sanzhi.windows"
    verbose_name = "一窗通办"
    default_auto_field = "django.db.models.BigAutoField"
