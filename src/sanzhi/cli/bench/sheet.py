"""A table of fifty thousand rows, five hundred of them broken, through the product's own pages and worker.

The worker is killed with signal 9 in the middle. Then the same file comes again, and the same rows once more in
another order under another name: nothing may be taken twice.
"""

import argparse
import http.client
import io
import os
import random
import secrets
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.conf import settings
from openpyxl import Workbook

from sanzhi.cases.columns import COLUMNS
from sanzhi.cases.models import Case, Sheet, SheetTrouble
from sanzhi.cli.bench import cast, cpu, ground, load
from sanzhi.cli.report import say

PEAK_MIB = 512
PATIENCE = 3600  # seconds
BREAK = (
    {"姓名": ""},
    {"电话": "1234"},
    {"事项标题": "短"},
    {"情况": ""},
    {"村（社区）": "没有这个村"},
    {"类别": "没有这一类"},
    {"外部编号": "很长" * 20},
)


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    lot = random.Random(args.seed)  # noqa: S311 - a load, not a secret
    people = cast.assemble(0, args.seed)
    rows = list(_rows(args.rows, args.broken, people.villages, lot))
    with ground.served(home, args.port) as county:
        desk = Desk(county, people.dispatcher)
        started = time.perf_counter()
        sheet = desk.upload("一次.xlsx", _workbook(rows))
        read = time.perf_counter() - started
        say(
            f"read, checked and kept in {read:.1f} s; importing, with the worker killed on the way unless told not to"
        )
        desk.import_all(sheet, kill=not args.no_kill)
        seconds = time.perf_counter() - started
        first = Case.objects.count()
        desk.import_all(desk.upload("一次.xlsx", _workbook(rows)))
        lot.shuffle(rows)
        desk.import_all(desk.upload("又一次.xlsx", _workbook(rows)))
        desk.look()
    kept = Sheet.objects.get(pk=sheet)
    figures: dict[str, object] = {
        "rows": kept.position,
        "broken": SheetTrouble.objects.filter(sheet=sheet).values("line").distinct().count(),
        "taken": first,
        "twice": Case.objects.count() - first,
        "seconds": round(seconds, 1),
        "read_seconds": round(read, 1),
        "rows_per_s": round(args.rows / max(seconds - read, 0.001)),
        "peak_mib": round(desk.peak / 1024),
    }
    due = {"rows": args.rows, "broken": args.broken, "taken": args.rows - args.broken, "twice": 0}
    misses = [key for key, value in due.items() if figures[key] != value]
    return figures, misses + (["peak_mib"] if desk.peak > PEAK_MIB * 1024 else [])


def _rows(count: int, broken: int, villages: Sequence[str], lot: random.Random) -> Iterator[list[str]]:
    bad = set(lot.sample(range(count), broken))
    for number in range(count):
        thing, street = lot.choice(cast.THINGS), lot.choice(cast.STREETS)
        row = {
            "姓名": f"居民{number % 9973}",
            "电话": f"199{number % 20000:08d}",
            "事项标题": f"{street}{number}号：{thing[:10]}",
            "情况": f"{street}{number}号，{thing}，请尽快安排人来看一看。",
            "镇（街道）": "",
            "村（社区）": lot.choice(villages),
            "地点": f"{street}{number}号",
            "类别": "city.roads",
            "外部编号": f"H{number:07d}" if number % 2 else "",
        }
        yield list((row | (lot.choice(BREAK) if number in bad else {})).values())


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(list(COLUMNS))
    for row in rows:
        page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


class Desk:
    """受理员的浏览器: uploads, presses the button, and watches the memory of whoever does the work."""

    def __init__(self, county: ground.Ground, cookies: Mapping[str, str]) -> None:
        self.county, self.cookies, self.peak = county, cookies, 0

    def upload(self, name: str, content: bytes) -> int:
        edge = secrets.token_hex(16)
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        told = {"once": secrets.token_urlsafe(18), "csrfmiddlewaretoken": self._csrf}
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in told.items()
        ]
        body = "".join(parts).encode() + f"--{edge}\r\n{head}".encode() + content
        connection = http.client.HTTPConnection("127.0.0.1", self.county.port, timeout=600)
        connection.request(
            "POST",
            "/desk/import/",
            body + f"\r\n--{edge}--\r\n".encode(),
            {
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
            },
        )
        answer = connection.getresponse()
        where = answer.headers.get("Location", "")
        said = answer.read()
        connection.close()
        if answer.status != 302:
            raise RuntimeError(f"the upload was answered {answer.status}: {said[:2000].decode()}")
        self.look()
        return int(where.rstrip("/").rsplit("/", 1)[1])

    @property
    def _csrf(self) -> str:
        return self.cookies[settings.CSRF_COOKIE_NAME]

    def import_all(self, sheet: int, *, kill: bool = False) -> None:
        browser = load.Browser(self.county.port)
        form = {"once": secrets.token_urlsafe(18), "csrfmiddlewaretoken": self._csrf}
        browser.post(f"/desk/import/{sheet}/run", form, self.cookies)
        browser.close()
        deadline = time.monotonic() + PATIENCE
        while (kept := Sheet.objects.get(pk=sheet)).finished_at is None:
            if kill and kept.position > kept.rows // 3:
                self.look()
                os.kill(self.county.parts()["worker"], signal.SIGKILL)
                kill = False
            if time.monotonic() > deadline:
                raise RuntimeError(f"sheet {sheet} stands at {kept.position} of {kept.rows}")
            time.sleep(0.25)
            self.look()

    def look(self) -> None:
        """The highest any one process of web or worker ever stood, in KiB."""
        for pid in cpu.family(self.county.pid):
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue
            high = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
            self.peak = max([self.peak, *high])
