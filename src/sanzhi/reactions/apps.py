from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "sanzhi.reactions"
    verbose_name = "联动"
