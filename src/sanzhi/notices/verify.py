"""核验公示: what was posted is what was signed, stood its time, and lost its names; who answered was a third person."""

from datetime import timedelta
from hashlib import sha256

from django.db import connection

from sanzhi.journal import queries as journal
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import clock

from . import queries
from .files import SHELF
from .models import Notice

CLEARED_WITHIN = timedelta(days=7)  # a worker that was away for a week is no fault
# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "short": (
        "it stood shorter than the rule of its kind says at least",
        "SELECT n.id FROM notices_notice AS n JOIN notices_noticerule AS r ON r.id = n.rule_id "
        "WHERE n.posted_at IS NOT NULL AND (n.days < r.least OR n.until < n.posted_at + n.days * interval '1 day')",
    ),
    "hands": (
        "whoever drew it up signed it, or answered an objection to it",
        "SELECT n.id FROM notices_notice AS n LEFT JOIN notices_objection AS o ON o.notice_id = n.id "
        "WHERE n.signed_by_id = n.drafted_by_id OR o.answered_by_id IN (n.drafted_by_id, n.signed_by_id, o.raised_by_id)",
    ),
    "named": (
        "it lost its names, and a name is still there",
        "SELECT n.id FROM notices_notice AS n JOIN notices_line AS l ON l.notice_id = n.id "
        "WHERE n.cleared_at IS NOT NULL AND l.who <> ''",
    ),
}


def check_never() -> Finding:
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql)
            violations += [Violation(name, f"notice {row[0]}", sentence) for row in cursor.fetchmany(20)]
    overdue = queries.to_clear(clock.now() - CLEARED_WITHIN).values_list("id", flat=True)[:20]
    violations += [
        Violation("named", f"notice {one}", "it is long over and still names people") for one in overdue
    ]
    return Finding(Notice.objects.count(), violations, [])


def check_posted() -> Finding:
    """Every posted notice still says what the journal noted when it was signed; every proof is on disk."""
    looked, violations = 0, list[Violation]()
    for notice in Notice.objects.filter(posted_at__isnull=False).order_by("id").iterator(chunk_size=500):
        looked += 1
        noted = [e.content for e in journal.entries_about("notice", notice.id) if e.kind == "notice.posted"]
        if len(noted) != 1 or (noted[0] or {}).get("digest") != queries.digest(notice):
            violations.append(Violation("posted", f"notice {notice.id}", "is not what was signed"))
    for named in queries.photos_named():
        path = SHELF.path_of(named)
        if not path.exists() or sha256(path.read_bytes()).hexdigest() != named:
            violations.append(Violation("proof", named, "the photo is gone or another"))
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {
    "notices": in_one_view(check_never),
    "notices_posted": in_one_view(check_posted),
}
