"""单位的变更: a new name, with the old one kept, and an end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Office, OfficeName
from sanzhi.people.roles import Actor


@transaction.atomic
def rename_office(office_id: int, *, name: str, before: str, by: Actor, at: datetime) -> Office:
    """改名. `before` is the name its renamer saw; what was written under it keeps it."""
    access.may_keep_offices(by).or_refuse()
    office = hold_office(office_id)
    name = name.strip()
    if office.name != before:
        raise Refusal("moved_meanwhile", _("这个单位刚刚有人改过名，请看最新的。"))
    if name == office.name:
        raise Refusal("same_name", _("和原来的名称一样，不用改。"))
    OfficeName.objects.create(office=office, name=office.name, until=at, renamed_by_id=by.person_id)
    office.name = name
    office.save(update_fields=["name"])
    content = {"from": before, "to": name}
    journal.record("office.renamed", by=by.person_id, at=at, about=("office", office.id), content=content)
    return office


@transaction.atomic
def close_office(office_id: int, *, successor: int | None, by: Actor, at: datetime) -> None:
    """撤并: no more cases from today. The room that keeps the cases has handed them over before this is called."""
    access.may_keep_offices(by).or_refuse()
    office = hold_office(office_id)
    if office.kind == Office.Kind.GOVERNANCE_CENTRE:
        raise Refusal("centre_stays", _("市社会治理中心不能撤销。"))
    if office.valid_from >= at.date():
        raise Refusal("opened_today", _("今天才设立的单位，明天起才能撤并。"))
    office.valid_to = at.date()
    office.save(update_fields=["valid_to"])
    content = {"successor": successor or 0}
    journal.record("office.closed", by=by.person_id, at=at, about=("office", office.id), content=content)


def hold_office(office_id: int) -> Office:
    """Lock an office that is still open."""
    office = Office.objects.select_for_update().filter(pk=office_id, valid_to=None).first()
    if office is None:
        raise Refusal("office_unknown", _("没有这个单位，或者已经撤并。"))
    return office
