"""Serve the county: web and worker, watched over; prepares the database first."""

import argparse
import os
import socket
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from sanzhi.cli import database, init, supervisor
from sanzhi.cli.report import conclude, say

PYTHON = sys.executable
WORKERS, THREADS = 2, 4  # measured: a commit waits for the disk, so more threads than cores
START_SECONDS = 60


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--demo", action="store_true", help="fill an invented county first; codes on the page"
    )


def run(args: argparse.Namespace) -> int:
    _choose_environment(args)
    _check_port(args.host, args.port)
    settings.SANZHI_HOME.mkdir(parents=True, exist_ok=True)
    with supervisor.only_one(settings.SANZHI_HOME):
        init.prepare()
        call_command("collectstatic", interactive=False, verbosity=0)
        if args.demo:
            subprocess.run([PYTHON, "-m", "sanzhi.cli", "demo"], check=True, stdout=sys.stderr)
        threading.Thread(target=_announce, args=(args,), daemon=True).start()
        supervisor.keep_alive(children(args.host, args.port), database.start_server)
    say("stopped; the database keeps running until `sanzhi stop`")
    return conclude(args, True, address=settings.SANZHI_ORIGIN)


def children(host: str, port: int) -> list[supervisor.Child]:
    """The web server and the worker."""
    web = [PYTHON, "-m", "granian", "sanzhi.wsgi:application", "--interface", "wsgi"]
    web += ["--host", host, "--port", str(port), "--workers", str(WORKERS)]
    web += ["--blocking-threads", str(THREADS), "--log-level", "warning", "--respawn-failed-workers"]
    worker = [PYTHON, "-m", "django", "procrastinate", "worker", "--delete-jobs", "successful"]
    return [
        supervisor.Child("web", web, {"SANZHI_SERVING": "yes"}),
        supervisor.Child("worker", worker),
    ]


def _choose_environment(args: argparse.Namespace) -> None:
    """Before the settings are read: what the flags imply for this process and its children."""
    os.environ.setdefault("SANZHI_ORIGIN", f"http://localhost:{args.port}")
    if args.demo:
        os.environ["SANZHI_DEMO"] = "yes"
        os.environ.setdefault("SANZHI_CODE_SENDER", "sanzhi.people.senders.OnScreen")
        os.environ.setdefault("SANZHI_TEXT_GATEWAY", "sanzhi.people.gateways.OnScreen")
        os.environ.setdefault("SANZHI_DEMO", "yes")


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"cannot listen on {host}:{port} ({problem.strerror}); try --port"
            ) from problem


def _announce(args: argparse.Namespace) -> None:
    """Tell the address once somebody answers there."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((args.host, args.port)) == 0:
                say(f"三治 · {settings.SANZHI_ORIGIN}   (Ctrl-C stops)", style="bold green")
                conclude(args, True, ready=True, address=settings.SANZHI_ORIGIN)
                return
        time.sleep(0.1)
