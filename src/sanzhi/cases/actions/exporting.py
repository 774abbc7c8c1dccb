"""导出: taking a list out of the platform is put on record before the file is made."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.queries import Filters
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

MOST_EXPORTED = 5000  # 本平台约定: more than anybody reads; whoever needs more narrows the filters


@transaction.atomic
def note_export(filters: Filters, *, reason: str, by: Actor, at: datetime) -> int:
    """Record who takes which list, how many rows and why. Returns the journal entry the file is then made from."""
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明导出用途（至少 4 个字），审计管理员能看到。"))
    rows = queries.count(by, filters, most=MOST_EXPORTED)
    if rows > MOST_EXPORTED:
        raise Refusal(
            "export_too_long", _("超过 %(most)d 件，请先缩小筛选范围再导出。") % {"most": MOST_EXPORTED}
        )
    asked = {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(filters).items()
    }
    return journal.record(
        "case.exported",
        by=by.person_id,
        at=at,
        about=("office", by.office_id or 0),
        content={"filters": {k: v for k, v in asked.items() if v}, "rows": rows, "reason": reason.strip()},
    )
