"""Say what is running. Exit status 0 when the database is up."""

import argparse

from django.conf import settings

from sanzhi.cli import supervisor
from sanzhi.cli.report import conclude, say
from sanzhi.kit import postgres


def add(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    serving = supervisor.running_pid(settings.SANZHI_HOME)
    say(f"web and worker: {f'running (pid {serving})' if serving else 'not running'}")
    if not settings.SANZHI_EMBEDDED:
        say("database: your own, by DATABASE_URL; `sanzhi doctor` tries it")
        return conclude(args, True, serving=serving, embedded=False)
    database = postgres.status(settings.SANZHI_HOME)
    state = f"running (pid {database.pid})" if database.running else "not running"
    say(f"PostgreSQL {database.major or '(no cluster yet)'}: {state}, in {database.data}")
    facts = {"pid": database.pid, "version": database.major, "socket_dir": database.socket_dir}
    return conclude(args, database.running, serving=serving, embedded=True, **facts)
