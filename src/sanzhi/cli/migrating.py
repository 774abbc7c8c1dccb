"""建表, without drawing every model anew at every step: `python -m sanzhi.cli.migrating` is Django's `migrate`.

Django draws a model's neighbours anew whenever an index, a constraint or a trigger is added to it, and here nearly every
model is a neighbour of a person, an office or an area: of 240 seconds that a fresh database took, 220 went there. What
such a step asks of its neighbours are the names of their tables and keys, which stay the same (docs/decisions/0116-migrating.md).
"""

import sys

from django.core.management import execute_from_command_line
from django.db.migrations.state import ProjectState

_with_neighbours = ProjectState._find_reload_model


def _only_itself(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """Of a new model, and where Django itself would put it off (`delay`), the model alone; the rest is drawn before the next
    step that runs Python (`is_delayed`)."""
    if delay or model_name not in state.apps.all_models[app_label]:
        state.is_delayed = True
        return {(app_label, model_name)}
    return _with_neighbours(state, app_label, model_name, delay)


def main() -> None:
    """As `migrate`, with the same arguments."""
    ProjectState._find_reload_model = _only_itself
    execute_from_command_line(["migrate", "migrate", *sys.argv[1:]])


if __name__ == "__main__":
    main()
