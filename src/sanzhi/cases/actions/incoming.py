"""短信留言: what comes in by the county's gateway waits for a desk, which deals with it as with a call."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries
from sanzhi.cases.models import Call, Incoming
from sanzhi.cases.queries.incoming import TABLE
from sanzhi.journal import actions as journal
from sanzhi.kit import codes, crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Client
from sanzhi.people.roles import Actor

from .calls import end_call, on_the_line, take_call

MOST_AN_HOUR = 20  # 本平台约定: of one sender; more is not written by hand
HOUR = timedelta(hours=1)
PENDING = b""


@dataclass(frozen=True)
class Written:
    """写来的: how it came, from which number, and the words."""

    way: str
    phone: str
    text: str


@transaction.atomic
def receive(written: Written, *, by: Client, at: datetime) -> Incoming | None:
    """收下短信留言. None when the words only ask for no more texts, which is done at once."""
    access.may_send_messages(by.channels).or_refuse()
    phone = codes.clean_phone(written.phone)
    codes.check_phone(phone).or_refuse()
    if people.stop_texts_by_reply(phone, written.text, at=at):
        return None
    sender = crypto.blind_index(phone, column=f"{TABLE}.phone")
    if Incoming.objects.filter(sender=sender, at__gt=at - HOUR).count() >= MOST_AN_HOUR:
        raise Refusal("too_many_messages", _("这个号码一小时内发来的太多，请改打电话。"))
    row = Incoming.objects.create(
        client=by, way=written.way, at=at, sender=sender, phone=PENDING, text=PENDING
    )
    row.phone = crypto.encrypt(phone, table=TABLE, column="phone", row=row.id)
    row.text = crypto.encrypt(written.text.strip(), table=TABLE, column="text", row=row.id)
    row.save(update_fields=["phone", "text"])
    content = {"client": by.id, "way": written.way}
    journal.record("incoming.received", by=None, at=at, about=("incoming", row.id), content=content)
    return row


@transaction.atomic
def take_incoming(number: int, *, purpose: str, by: Actor, at: datetime) -> Call:
    """接办: from here on as a call. Whatever the same sender has written meanwhile comes along."""
    access.may_take_messages(by).or_refuse()
    row = Incoming.objects.filter(pk=number).first()
    if row is None or row.ended_at:
        raise Refusal("not_visible", _("没有找到这条留言，可能已经办好了。"))
    # All pieces in one order, so that two desks that press on two pieces of one sender do not wait for each other.
    pieces = Incoming.objects.select_for_update().filter(sender=bytes(row.sender), call=None).order_by("id")
    taken = [piece.id for piece in pieces]
    if row.id not in taken:
        raise Refusal("taken_already", _("这条留言已经有人在办。"))
    call = take_call(queries.number_of_incoming(row), purpose=purpose, by=by, at=at)
    Incoming.objects.filter(id__in=taken).update(call=call)
    return call


@transaction.atomic
def put_back(call_id: int, *, by: Actor, at: datetime) -> None:
    """放回: for somebody else to take; nothing has been done about it."""
    call = on_the_line(call_id, by)
    if not Incoming.objects.filter(call=call).update(call=None):
        raise Refusal("not_an_incoming", _("这是来电，不是留言，不能放回。"))
    end_call(call, str(Call.Outcome.PUT_BACK), None, by=by, at=at)
