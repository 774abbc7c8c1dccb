"""探针: is the process alive, and can it serve? For whoever restarts it or sends it visitors; names no person."""

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from sanzhi.journal import queries as journal
from sanzhi.journal import sealing
from sanzhi.kit import clock

from .doors import anyone

LATEST = timedelta(
    minutes=2
)  # 本平台约定: a message or a seal that waits longer means that the worker is down

_HEARTBEAT = "SELECT max(last_heartbeat) FROM procrastinate_workers"


@anyone
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """/healthz: this process answers; nothing else is asked, or a slow database would get it killed."""
    return JsonResponse({"ok": True})


@anyone
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """/readyz: 200 when everything a case needs is at work, else 503; {"ok", "database", "migrations", "worker", "seals"}."""
    try:
        probes = _probes(clock.now())
    except DatabaseError:
        probes = {"database": False}
    ok = all(probes.values())
    return JsonResponse({"ok": ok, **probes}, status=200 if ok else 503)


def _probes(at: datetime) -> dict[str, bool]:
    executor = MigrationExecutor(connection)
    with connection.cursor() as cursor:
        cursor.execute(_HEARTBEAT)
        (beat,) = cursor.fetchone()
    waiting = [since for since in (journal.waiting_since(), sealing.waiting_since()) if since]
    return {
        "database": True,
        "migrations": not executor.migration_plan(executor.loader.graph.leaf_nodes()),
        "worker": beat is not None and at - beat < LATEST,
        "seals": all(at - since < LATEST for since in waiting),
    }
