"""Find the command and run it. A new command is a file beside this one and a name in COMMANDS."""

import argparse
import os
from importlib import import_module

from sanzhi.cli.report import conclude, say

COMMANDS = (
    "init",
    "serve",
    "stop",
    "status",
    "doctor",
    "demo",
    "replay",
    "categories",
    "verify",
    "checkpoint",
    "docs",
    "bench",
    "manage",
)


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 only when what was asked holds; 1 when not; 2 when it was asked wrongly."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanzhi.settings")
    args = _parser().parse_args(argv)
    # After the parser, so that --help costs no Django.
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db import OperationalError

    from sanzhi.kit.postgres import PostgresProblem

    try:
        return args.run(args)
    except (PostgresProblem, ImproperlyConfigured, CommandError, OperationalError) as problem:
        say(f"sanzhi {args.command}: {problem}", style="red")
        return conclude(args, False, problem=str(problem))
    except KeyboardInterrupt:
        return conclude(args, False, problem="interrupted")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sanzhi", description="三治: grassroots governance for a county.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"sanzhi.cli.{name}")
        about = (module.__doc__ or "").strip()
        command = commands.add_parser(name, help=about.splitlines()[0], description=about)
        command.add_argument("--json", action="store_true", help="end standard output with one JSON object")
        command.set_defaults(run=module.run)
        module.add(command)
    return parser
