"""交接: handed on under the first number, received by one, sent back with a ground, taken back by who sent it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.journal.actions import record
from sanzhi.kit import deadlines, walls
from sanzhi.kit.limits import Limit
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.windows import access, queries, rules
from sanzhi.windows.models import Handover, Ruling


@dataclass(frozen=True)
class Handing:
    """交给谁: the channel, the office of it, why, and whether the person wants it so."""

    channel: str
    to: int
    reason: str
    agreed: bool = False


@transaction.atomic
def hand_over(case_id: int, new: Handing, *, by: Actor, at: datetime, version: int | None = None) -> Handover:
    """交接. A matter ends here by the engine's own step; a dispute or petition has ended in its own room. Raises Refusal."""
    access.may_send(by).or_refuse()
    with walls.the_house():  # its rule is asked next; two hands at one number wait here for each other
        case = Case.objects.select_related("reporter").filter(pk=case_id).first()
        first = Case.objects.select_for_update(of=("self",)).get(pk=queries.first_of(case_id))
        chain = list(Handover.objects.filter(first=first).select_related("case").order_by("hop"))
    if case is None or not queries.may_know(by, case):
        raise Refusal("not_visible", _("没有找到这个事项。"))
    rules.channel_stands(
        new.channel, agreed=new.agreed, anonymous=case.reporter.anonymous, reason=new.reason
    ).or_refuse()
    _lapse(chain, case, by, at)
    if chain and (chain[-1].state == Handover.State.SENT or queries.present(first.pk, chain) != case.pk):
        raise Refusal("handed_already", _("这件事已经交给别的单位，请看最新情况。"))
    ruling = _ruling(first, new)
    rules.may_hop(len(chain), ruling is not None).or_refuse()
    _receiver_stands(new, first, case, chain, by, at)
    _end_here(case, new, by=by, at=at, version=version)
    made = Handover.objects.create(
        first=first, case=case, hop=len(chain) + 1, channel=new.channel, sender_id=by.office_id, to_id=new.to,
        agreed=new.agreed, reason=new.reason.strip()[:300], bound=ruling is not None, sent_by_id=by.person_id,
        sent_at=at, due_at=_due(at),
    )  # fmt: skip
    if ruling:
        ruling.used = made
        ruling.save(update_fields=["used"])
    tell("handover.sent", made, by, at, kind=case.kind)
    return made


def _lapse(chain: list[Handover], case: Case, by: Actor, at: datetime) -> None:
    """The person objected to the transfer, and the matter is open again: what waited for a receiver waits no more."""
    if (
        chain
        and chain[-1].state == Handover.State.SENT
        and chain[-1].case_id == case.pk
        and case.closed_at is None
    ):
        chain[-1].state, chain[-1].ended_by_id, chain[-1].ended_at = Handover.State.LAPSED, by.person_id, at
        chain[-1].save(update_fields=["state", "ended_by", "ended_at"])
        record("handover.lapsed", by=by.person_id, at=at, about=("handover", chain[-1].pk), content={})


def _ruling(first: Case, new: Handing) -> Ruling | None:
    """A supervisor's word that waits to be followed: then this and nothing else."""
    found = Ruling.objects.select_for_update().filter(first=first, used=None).first()
    if found and (found.channel, found.to_id) != (new.channel, new.to):
        raise Refusal("ruled_otherwise", _("督查员已经决定由别的单位办，请按决定转。"))
    return found


def _receiver_stands(
    new: Handing, first: Case, case: Case, chain: list[Handover], by: Actor, at: datetime
) -> None:
    if new.to not in {one.pk for one in queries.receivers(new.channel, at)}:
        raise Refusal("choice_unknown", _("请选择办理这个渠道的单位。"))
    if new.to == by.office_id:
        raise Refusal("own_office", _("这件事已经在您的单位，不用转。"))
    against = [first.against_id, case.against_id, *(one.case.against_id for one in chain)]
    rules.keeps_apart(against, queries.above(new.to)).or_refuse()


def _end_here(case: Case, new: Handing, *, by: Actor, at: datetime, version: int | None) -> None:
    if case.kind in rules.HANDED_FROM:
        if case.state not in rules.HANDED_FROM[case.kind]:
            raise Refusal(
                "not_ended", _("先按本单位的程序办到结束（不予受理、不同意、调解不成、退出），再转。")
            )
        return
    cases.transfer(
        case.pk, channel=new.channel, reason=new.reason, route=queries.told_of(new.channel, new.to), by=by, at=at, version=version
    )  # fmt: skip


def _due(at: datetime) -> datetime:
    bound = rules.bounds()["receive"]
    return deadlines.end(Limit.parse(f"{bound.amount}{bound.unit}"), at, people.working_calendar())


@transaction.atomic
def send_back(handover: int, *, ground: str, by: Actor, at: datetime) -> Handover:
    """退回, with a ground; whoever sent it takes it back. Raises Refusal."""
    one = held(handover, by)
    if len(ground.strip()) < 4:  # a word is no ground
        raise Refusal("reason_missing", _("请写明退回的理由（至少 4 个字）。"))
    if one.bound:
        raise Refusal("bound", _("这是督查员决定的，不能退回；确有困难的请联系督查员。"))
    one.state, one.ended_by_id, one.ended_at = Handover.State.RETURNED, by.person_id, at
    one.ground = ground.strip()[:300]
    one.save(update_fields=["state", "ended_by", "ended_at", "ground"])
    tell("handover.returned", one, by, at)
    return one


@transaction.atomic
def take_back(handover: int, *, by: Actor, at: datetime) -> Handover:
    """收回: a matter that was sent back is taken up again by the desk it came from; the clock of its dispatch starts. Raises
    Refusal."""
    one = Handover.objects.select_for_update(of=("self",)).filter(pk=handover).first()
    verdict = access.may_take_back(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.state != Handover.State.RETURNED:
        raise Refusal("not_returned", _("对方没有退回。"))
    if one.taken_back_at is None:
        with walls.the_house():
            case = Case.objects.get(pk=one.case_id)
        if case.kind not in rules.HANDED_FROM and case.state == "transferred":
            with override(settings.LANGUAGE_CODE):  # what is kept is Chinese, whoever presses the button
                reason = _("接收单位退回：%(ground)s") % {"ground": one.ground}
            cases.take_back(case.pk, reason=reason, by=by, at=at)
        one.taken_back_at = at
        one.save(update_fields=["taken_back_at"])
        record("handover.taken_back", by=by.person_id, at=at, about=("handover", one.pk), content={})
    return one


@transaction.atomic
def decide(first: int, new: Handing, *, by: Actor, at: datetime) -> Ruling:
    """督查决定由谁办, once it was handed on too often; whoever has it now hands it there, and that one keeps it. Raises Refusal."""
    with walls.the_house():
        case = Case.objects.select_for_update(of=("self",)).get(pk=first)
        chain = list(Handover.objects.filter(first=case).select_related("case").order_by("hop"))
    access.may_decide(by, case.area_id).or_refuse()
    if len(chain) < rules.bounds()["hops"].amount:
        raise Refusal("not_yet", _("还没有转到要督查员决定的次数。"))
    rules.channel_stands(new.channel, agreed=True, anonymous=False, reason=new.reason).or_refuse()
    if new.to not in {one.pk for one in queries.receivers(new.channel, at)}:
        raise Refusal("choice_unknown", _("请选择办理这个渠道的单位。"))
    against = [case.against_id, *(one.case.against_id for one in chain)]
    rules.keeps_apart(against, queries.above(new.to)).or_refuse()
    if Ruling.objects.filter(first=case, used=None).exists():
        raise Refusal("ruled_already", _("已经有一个决定等着办。"))
    made = Ruling.objects.create(
        first=case, channel=new.channel, to_id=new.to, reason=new.reason.strip()[:300], by_id=by.person_id, at=at
    )  # fmt: skip
    said = {"first": case.pk, "sender": chain[-1].sender_id}
    record(
        "handover.ruled",
        by=by.person_id,
        at=at,
        about=("handover", chain[-1].pk),
        content=said,
        topic="handover.ruled",
    )
    return made


@transaction.atomic
def remind(handover: int, *, at: datetime) -> bool:
    """催接收: once, when its time has passed; its office and the supervisors of the place are told. Returns whether now."""
    one = Handover.objects.select_for_update(of=("self",)).get(pk=handover)
    late = one.state == Handover.State.SENT and at >= one.due_at and one.reminded_at is None
    if not late or Case.objects.filter(pk=one.case_id, closed_at=None).exists():
        return False
    one.reminded_at = at
    one.save(update_fields=["reminded_at"])
    tell("handover.overdue", one, THE_CLOCK, at)
    return True


def held(handover: int, by: Actor) -> Handover:
    """One that waits for this office, locked. Raises Refusal."""
    one = Handover.objects.select_for_update(of=("self",)).filter(pk=handover).first()
    verdict = access.may_receive(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    with walls.the_house():
        again = Case.objects.filter(pk=one.case_id, closed_at=None).exists()
    if again and one.state == Handover.State.SENT:
        raise Refusal("objected", _("本人对转出有异议，受理单位正在重新办，不用接收了。"))
    if one.state != Handover.State.SENT:
        raise Refusal("ended_already", _("已经有人接收或者退回了，请看最新情况。"))
    return one


def tell(topic: str, one: Handover, by: Actor, at: datetime, **more: object) -> None:
    """Recorded, and announced: numbers of offices and cases, no words."""
    said = {"first": one.first_id, "sender": one.sender_id, "to": one.to_id, "channel": one.channel, **more}
    record(topic, by=by.person_id, at=at, about=("handover", one.pk), content=said, topic=topic)
