"""制度文件: published in a version, withdrawn from a day on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import access, queries
from sanzhi.leadership.models import PolicyDocument
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NewDocument:
    """制度文件 as entered, with its whole text."""

    kind: str
    area: str
    title: str
    issuer: str
    number: str
    issued_on: date
    in_force_from: date
    text: str
    in_force_until: date | None = None


@transaction.atomic
def publish(new: NewDocument, *, by: Actor, at: datetime) -> PolicyDocument:
    """发布制度文件. Under a number that is known it is the next version, and the one before ends the day before. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    area = Area.objects.select_for_update().filter(code=new.area, valid_to=None).first()
    if area is None or new.kind not in PolicyDocument.Kind.values:
        raise Refusal("choice_unknown", _("请选择哪一类、哪里的文件。"))
    _stands(new)
    earlier = PolicyDocument.objects.select_for_update().filter(number=new.number.strip())
    if earlier.exclude(area=area).exists():
        raise Refusal("number_taken", _("这个文号是别处的文件。"))
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    before = earlier.order_by("-version").first()
    if before and new.in_force_from < (before.withdrawn_from or before.in_force_from + A_DAY):
        raise Refusal("not_later", _("新版本要在旧版本之后施行；旧版本已经定了废止日期的，不能早于那一天。"))
    if before and before.withdrawn_from is None:
        _withdraw(before, new.in_force_from, _("由新版本代替"), by, at)
    one = PolicyDocument.objects.create(
        kind=new.kind, area=area, title=new.title.strip(), issuer=new.issuer.strip(), number=new.number.strip(),
        version=version, issued_on=new.issued_on, in_force_from=new.in_force_from, in_force_until=new.in_force_until,
        text=new.text.strip(), entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    said = {"number": one.number, "version": version}
    record("document.published", by=by.person_id, at=at, about=("document", one.pk), content=said)
    return one


def _stands(new: NewDocument) -> None:
    if min(len(new.title.strip()), len(new.issuer.strip()), len(new.number.strip())) < 2:
        raise Refusal("document_incomplete", _("请写明标题、发文单位和文号。"))
    if len(new.text.strip()) < 10:
        raise Refusal("text_missing", _("请贴上全文。"))
    if new.in_force_until and new.in_force_until < new.in_force_from:
        raise Refusal("span_shape", _("有效期要到施行以后。"))


@transaction.atomic
def withdraw_document(document: int, *, on: date, reason: str, by: Actor, at: datetime) -> PolicyDocument:
    """废止, from a day on, with why. Raises Refusal."""
    one = PolicyDocument.objects.select_for_update().filter(pk=document).first()
    if one is None:
        raise queries.missing()
    access.may_keep(by, one.area_id).or_refuse()
    if one.withdrawn_from:
        raise Refusal("ended_already", _("这个文件已经废止。"))
    if len(reason.strip()) < 2:
        raise Refusal("reason_missing", _("请写明理由。"))
    return _withdraw(one, on, reason.strip(), by, at)


def _withdraw(one: PolicyDocument, on: date, reason: str, by: Actor, at: datetime) -> PolicyDocument:
    one.withdrawn_from, one.withdrawn_because = on, reason
    one.save(update_fields=["withdrawn_from", "withdrawn_because"])
    said = {"on": str(on), "reason": reason}
    record("document.withdrawn", by=by.person_id, at=at, about=("document", one.pk), content=said)
    return one
