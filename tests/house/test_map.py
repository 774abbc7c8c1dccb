"""The map in pyproject.toml also holds where import-linter cannot see: foreign keys and signals."""

import tomllib

from django.apps import apps

from tests.house.tree import ROOT, SOURCE, python_files

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(contract["layers"] for contract in CONTRACTS if contract.get("containers") == ["sanzhi"])
RANK = {name.strip(" ()"): rank for rank, row in enumerate(LAYERS) for name in row.split("|")}


def _room(model) -> str:
    return model.__module__.split(".")[1]


def _is_ours(model) -> bool:
    return model.__module__.startswith("sanzhi.")


def test_every_room_is_on_the_map() -> None:
    rooms = {
        path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__"} <= RANK.keys()


def test_foreign_keys_point_down_the_map() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if _is_ours(model)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if _is_ours(field.related_model) and _room(field.related_model) != _room(model)
        if RANK[_room(field.related_model)] <= RANK[_room(model)]
    ]
    assert upward == []


def test_no_room_listens_to_django_signals() -> None:
    banned = ("django.dispatch", "models.signals", "post_save", "pre_save", "on_commit")
    listening = [str(path) for path in python_files() if any(word in path.read_text() for word in banned)]
    assert listening == []
