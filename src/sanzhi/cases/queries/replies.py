"""What a reply is looked at against: what was asked, and what the same office wrote to others."""

from datetime import datetime, timedelta

from sanzhi.cases.models import Case, Move
from sanzhi.cases.reply_check import Finding, look_at
from sanzhi.journal import queries as journal

WITHIN = timedelta(days=90)  # 本平台约定
MOST = 40  # cases


def reply_findings(case: Case, reply: str, at: datetime) -> list[Finding]:
    """办结回复检查: what the reply leaves out of the filing and of what was added to it. Four queries."""
    added = [
        entry.content.get("text", "")
        for entry in journal.entries_about("case", case.id)
        if entry.kind == "case.supplement" and entry.content
    ]
    return look_at("\n".join([case.text, *added]), reply, _earlier(case, at))


def _earlier(case: Case, at: datetime) -> list[str]:
    """The newest replies of the office that leads the case, to other cases in its sight."""
    led = Case.objects.filter(lead_id=case.lead_id, reported_at__gt=at - WITHIN, done_at__isnull=False)
    newest = list(led.exclude(pk=case.pk).order_by("-reported_at", "-id").values_list("id", flat=True)[:MOST])
    told = Move.objects.filter(case__in=newest, step="report_done").values_list("entry_id", flat=True)
    return [str((entry.content or {}).get("reply", "")) for entry in journal.entries(told).values()]
