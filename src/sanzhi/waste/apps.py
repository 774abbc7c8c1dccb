from django.apps import AppConfig


class WasteConfig(AppConfig):
    name = "sanzhi.waste"
    verbose_name = "垃圾分类"
    default_auto_field = "django.db.models.BigAutoField"
