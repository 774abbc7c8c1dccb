"""接口转来: what another system files, within what it was admitted for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, rules
from sanzhi.cases.models import Case, ClientCase
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Client
from sanzhi.people.roles import MACHINE, Actor

from .calls import Caller
from .intake import Origin, register


@dataclass(frozen=True)
class Sent:
    """转来的诉求: the filing, whose it is, the channel they used, and the sender's own number for it."""

    filing: rules.Filing
    caller: Caller
    channel: str
    ref: str = ""


def client_actor(client: Client) -> Actor:
    """接口: acts for nobody by name; the journal says which client it was."""
    return Actor(None, client.name, MACHINE)


@transaction.atomic
def file_from_client(sent: Sent, *, by: Client, at: datetime) -> Case:
    """登记接口转来的诉求. Refusal for what the client may not send, FilingRefused for what has to be mended."""
    access.may_send(by.channels, by.areas, sent.channel, sent.filing.area_code).or_refuse()
    actor, ref = client_actor(by), f"api:{by.id}:{sent.ref}" if sent.ref else None
    if ref and Case.objects.filter(outside_ref=ref).exists():
        raise Refusal("ref_known", _("编号“%(ref)s”已经转来过，没有重复登记。") % {"ref": sent.ref})
    person = people.register_caller(name=sent.caller.name, phone=sent.caller.phone, by=actor, at=at)
    case = register(
        sent.filing, Origin(person.id, sent.channel, outside_ref=ref, door="api"), by=actor, at=at
    )
    ClientCase.objects.create(client=by, case=case)
    journal.record("client.filed", by=None, at=at, about=("client", by.id), content={"case": case.id})
    return case
