from django.apps import AppConfig


class WebConfig(AppConfig):
    """网页: templates, static files and the component tags of the three faces."""

    name = "sanzhi.web"
    verbose_name = "网页"
