from importlib import import_module

from django.apps import AppConfig


class PlantsConfig(AppConfig):
    name = "sanzhi.cli.bench.plants"

    def ready(self) -> None:
        import_module("sanzhi.cli.bench.plants.plant").plant()
