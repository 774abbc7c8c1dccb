"""Django's own commands. To work as the owner of the tables, set SANZHI_ROLE=owner."""

import argparse

from django.conf import settings
from django.core.management import execute_from_command_line

from sanzhi.cli.report import conclude
from sanzhi.kit import postgres


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND …", help="as for manage.py")


def run(args: argparse.Namespace) -> int:
    if settings.SANZHI_EMBEDDED and postgres.status(settings.SANZHI_HOME).made:
        postgres.ensure_running(settings.SANZHI_HOME)
    try:
        execute_from_command_line(["sanzhi manage", *args.words])
    except SystemExit as end:
        return conclude(args, not end.code)
    return conclude(args, True)
