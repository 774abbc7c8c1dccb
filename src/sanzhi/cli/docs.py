"""Write docs/flows from the code; with --check, say which of its pages are stale."""

import argparse
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from inspect import unwrap
from pathlib import Path

import django
from django.core.management.base import CommandError
from django.urls import URLPattern, URLResolver, get_resolver

from sanzhi.cli.report import conclude, say
from sanzhi.kit.flow import Flow, Step

SOURCE = Path(__file__).parents[1]
ROOT = SOURCE.parents[1]
FOLDER = ROOT / "docs" / "flows"
HEAD = "<!-- Written by bin/docs from the code. Do not edit: change the code and run it again. -->\n"
CONFIDENCE = {"V": "read in full", "W": "weak source", "D": "ours (本平台约定)"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")


def run(args: argparse.Namespace) -> int:
    if not (ROOT / "pyproject.toml").exists():
        raise CommandError("the documentation is written in a checkout, not in an installed copy")
    django.setup()
    stale = [name for name, text in pages() if _on_disk(name) != text]
    if args.check:
        for name in stale:
            say(f"✗ docs/flows/{name} is stale: run bin/docs", style="red")
        return conclude(args, not stale, stale=stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages():
        (FOLDER / name).write_text(text, "utf-8")
    say(f"✓ docs/flows: {len(stale)} pages changed", style="green")
    return conclude(args, True, changed=stale)


def pages() -> Iterator[tuple[str, str]]:
    """(file name, text) of every generated page."""
    written: tuple[tuple[str, Callable[[], str]], ...] = (
        ("matter.md", _matter),
        ("honours.md", _honours),
        ("petitions.md", _petitions),
        ("disputes.md", _disputes),
        ("clocks.md", _clocks),
        ("roles.md", _roles),
        ("addresses.md", _addresses),
    )
    for name, write in written:
        yield name, HEAD + write()


def _on_disk(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


def _matter() -> str:
    from sanzhi.cases.flow import FLOWS

    return "\n".join(
        f"# {flow.name}, version {version}\n\n{_diagram(flow)}\n## States\n"
        f"Desk is what staff read, public what the citizen reads.\n\n{_states(flow)}\n"
        "## Steps\nA step without a “to” leaves the case where it stands, and is not in the diagram. Clocks: ▶ starts, ■ stops, "
        f"‖ pauses, ▷ resumes.\n\n{_steps(flow)}"
        for (_kind, version), flow in FLOWS.items()
    )


def _disputes() -> str:
    from sanzhi.disputes.flow import DISPUTE_1 as flow

    return f"# {flow.name}\n\n{_diagram(flow)}\n## States\n{_states(flow)}\n## Steps\n{_steps(flow)}"


def _honours() -> str:
    from sanzhi.honours.flow import GOOD

    return f"# {GOOD.name}\n\n{_diagram(GOOD)}\n## States\n{_states(GOOD)}\n## Steps\n{_steps(GOOD)}"


def _petitions() -> str:
    from sanzhi.petitions.flow import ACCUSATION
    from sanzhi.petitions.petition_flow import PETITION_2

    return "\n".join(
        f"# {flow.name}\n\n{_diagram(flow)}\n## States\n{_states(flow)}\n## Steps\n{_steps(flow)}"
        for flow in (PETITION_2, ACCUSATION)
    )


def _diagram(flow: Flow) -> str:
    """The moves alone: steps that leave the case where it stands would hide them."""
    moves = replace(flow, steps=tuple(step for step in flow.steps if step.to))
    return f"```mermaid\n{moves.mermaid()}```\n"


def _states(flow: Flow) -> str:
    return _table(
        ("State", "Desk", "Public", "Whose turn"),
        ((f"`{key}`", state.desk, state.public, state.holder or "–") for key, state in flow.states.items()),
    )


def _steps(flow: Flow) -> str:
    return _table(
        ("Step", "Label", "From", "To", "Who", "Needs", "Clocks"),
        (
            (
                f"`{step.name}`",
                step.label,
                _codes(step.frm),
                _codes((step.to,) if step.to else ()),
                "、".join(str(_role_name(role)) for role in step.who),
                _codes(step.needs),
                _clock_marks(step),
            )
            for step in flow.steps
        ),
    )


def _clock_marks(step: Step) -> str:
    marks = (("■", step.stops), ("‖", step.pauses), ("▷", step.resumes), ("▶", step.starts))
    return " ".join(f"{mark} `{clock}`" for mark, clocks in marks for clock in clocks) or "–"


def _role_name(code: str) -> str:
    from sanzhi.people.roles import ROLES, THE_CLOCK

    return ROLES[code].name if code in ROLES else THE_CLOCK.name


def _limits_of(room: str) -> list[dict[str, str]]:
    with (SOURCE / room / "data" / "limits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _clocks() -> str:
    rows = [row for room in ("cases", "petitions") for row in _limits_of(room)]
    table = _table(
        ("Clock", "Pace", "Name", "Limit", "Yellow card", "Red card", "Basis", "Confidence"),
        (
            (
                f"`{row['clock']}`",
                f"`{row['pace']}`" if row["pace"] else "any",
                row["name"],
                row["limit"],
                row["yellow"],
                row["red"],
                row["basis"],
                CONFIDENCE[row["confidence"]],
            )
            for row in rows
        ),
    )
    return (
        "# Clocks\nThe limits a new installation starts with (`src/sanzhi/cases/data/limits.csv`, `src/sanzhi/petitions/data/limits.csv`). "
        "h: hours, d: calendar days, wd: working days. A system administrator publishes other ones at "
        f"`/desk/limits/`; running clocks keep the rule they started under.\n\n{table}"
        f"\n## Delays\nWho may put a limit off, how far each time and how often (`src/sanzhi/cases/data/delays.csv`); where no rule "
        f"stands, nothing is put off.\n\n{_rules('delays.csv')}"
        "\n## Suspension\nThe grounds on which the handling clock may stand still, and how long (`src/sanzhi/cases/data/suspensions.csv`).\n\n"
        + _rules("suspensions.csv")
    )


def _rules(name: str) -> str:
    with (SOURCE / "cases" / "data" / name).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return _table(
        [column.replace("_", " ").capitalize() for column in head],
        ([*row[:-1], CONFIDENCE[row[-1]]] for row in rows),
    )


def _roles() -> str:
    from sanzhi.people.roles import ROLES

    said = (
        f"## {role.name} `{code}`\n{role.prose}\n\n"
        f"Over a whole area: {'yes' if role.over_area else 'no'}. Permissions: {_codes(sorted(role.permissions))}\n"
        for code, role in ROLES.items()
    )
    return "# Roles\nFrom `src/sanzhi/people/roles.py`, word for word.\n\n" + "\n".join(said)


def _addresses() -> str:
    table = _table(("Address", "Who may come in", "View"), _visits(get_resolver()))
    return (
        "# Addresses\nEvery address and the rule on its door (`src/sanzhi/web/ui/doors.py`). "
        "Whose rows a visitor sees behind it is decided by `queries.visible_to` and `access.may_see`.\n\n"
        + table
    )


def _visits(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str, str]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _visits(entry, path)
        elif isinstance(entry, URLPattern):
            rule = getattr(entry.callback, "access_rule", "the library's own")
            view = getattr(entry.callback, "view_class", None) or unwrap(entry.callback)
            name = getattr(view, "__name__", "")  # the API's operations are functions bound by the library
            rule = "a client's token" if entry.callback.__module__.startswith("ninja.") else rule
            yield (
                f"`/{path}`",
                rule.replace("|", "or"),
                f"`{view.__module__}.{name}`" if name else "`sanzhi.api.endpoints`",
            )


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"
