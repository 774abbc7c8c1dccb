"""Fill an invented county: offices, people and a year of cases. Does nothing when it was filled before."""

import argparse
import time

import django
from django.conf import settings
from django.core.management.base import CommandError
from rich.progress import Progress

from sanzhi.cli import init
from sanzhi.cli.report import conclude, console, say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=1200, help="how many cases the year has (1200)")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another county")
    parser.add_argument(
        "--codes", action="store_true", help="only show the sign-ins and the six digits of this moment"
    )


def run(args: argparse.Namespace) -> int:
    if not settings.SANZHI_DEMO:
        raise CommandError(
            "invented cases and public passwords belong in a demonstration only: set SANZHI_DEMO=yes, "
            "and SANZHI_HOME to a folder of its own"
        )
    if args.codes:
        django.setup()
        _tell_sign_ins()
        return conclude(args, True)
    init.prepare()
    started = time.monotonic()
    facts = _fill(args)
    _tell_sign_ins()
    return conclude(args, True, seconds=round(time.monotonic() - started, 1), **facts)


def _fill(args: argparse.Namespace) -> dict[str, object]:
    from sanzhi.demo import seed
    from sanzhi.kit import clock

    if seed.seeded():
        say("演示数据已经在了 · the invented county is there already")
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("编造一年的诉求 · a year of invented cases", total=args.cases)
        return seed.fill(
            cases=args.cases, seed=args.seed, until=clock.now(), told=lambda: progress.advance(task)
        )


def _tell_sign_ins() -> None:
    from sanzhi.demo import signins

    say(f"工作人员 · staff, at {settings.SANZHI_ORIGIN}/staff/login/", "bold")
    say(
        "  demo-centre 市级受理 · demo-town-01 镇受理 · demo-dept-zjj 承办 · demo-village-01 村文书 · demo-grid-01 网格员 · demo-overseer-01 村务监督\n"
        "  demo-caller 回访 · demo-supervisor 督查 · demo-leader 领导 · demo-sysadmin · demo-secadmin · demo-auditor"
    )
    say(f"  密码 · password: {signins.PASSWORD}")
    say(f"  验证器密钥 · authenticator secret: {signins.TOTP_SECRET}   此刻 · now: {signins.code_now()}")
    say("  (later: sanzhi demo --codes)")
    say("居民 · residents: 19900000001, 19900000002, …; the code is shown on the page", "bold")
