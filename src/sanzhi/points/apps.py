from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "sanzhi.points"
    verbose_name = "三治积分"
    default_auto_field = "django.db.models.BigAutoField"
