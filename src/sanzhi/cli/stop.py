"""Stop the web, the worker and the embedded database."""

import argparse

from django.conf import settings

from sanzhi.cli import supervisor
from sanzhi.cli.report import conclude, say
from sanzhi.kit import postgres


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keep-database", action="store_true", help="leave PostgreSQL running")


def run(args: argparse.Namespace) -> int:
    serving = supervisor.stop_running(settings.SANZHI_HOME)
    database = False if args.keep_database else postgres.stop(settings.SANZHI_HOME)
    stopped = [name for name, was in (("serve", serving), ("PostgreSQL", database)) if was]
    say(f"stopped: {', '.join(stopped) or 'nothing was running'}")
    return conclude(args, True, stopped=stopped)
