"""不留姓名、不留电话的人: those whom the county hears without asking who they are."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .accounts import NAMELESS, register_resident


@transaction.atomic
def register_caller(*, name: str, phone: str = "", by: Actor, at: datetime) -> Person:
    """登记来人: somebody with a name, or nobody in particular where the county takes filings without one."""
    if name.strip() or phone.strip():
        return register_resident(name=name or NAMELESS[1], phone=phone, by=by, at=at)
    if not settings.SANZHI_ANONYMOUS:
        raise Refusal("name_needed", _("本地不受理匿名登记，请填写姓名。"))
    person = Person.objects.create(name="匿名", anonymous=True, created_at=at)
    journal.record(
        "person.registered", by=by.person_id, at=at, about=("person", person.id), content={"anonymous": True}
    )
    return person
