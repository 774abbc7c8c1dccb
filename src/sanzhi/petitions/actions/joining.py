"""会同办理: of a matter that concerns two organs, one answers for it and the other writes its part; they agree who, or the one
above both says so (《信访工作条例》第二十四条)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries
from sanzhi.petitions.models import Joint

from .held import Held, Section, day_of, held, issue, step, work

MOST_JOINT = 5  # 本平台约定


@transaction.atomic
def join_organ(
    case_id: int, *, office: int, named: str, asked: str, by: Actor, at: datetime, version: int | None = None
) -> Joint:
    """请会同办理: by the desk that sent it, for the one that answers and the one beside it."""
    it = held(case_id, version)
    work(it, by, access.registers(by, it.petition), "petition-join")
    organ = next((one for one in queries.organs(at) if one.pk == office), None)
    if organ is None or named not in Joint.Named.values:
        raise Refusal("choice_unknown", _("请选择会同办理的单位，以及由谁确定的。"))
    if len(asked.strip()) < 4:
        raise Refusal("asked_missing", _("请写明请它办理哪一部分，至少 4 个字。"))
    there = list(it.petition.joint.filter(left_at=None).values_list("office_id", flat=True))
    if organ.pk == it.petition.organ_id or organ.pk in there:
        raise Refusal("organ_already", _("这个单位已经在办理这一件。"))
    if len(there) >= MOST_JOINT:
        raise Refusal("too_many_organs", _("会同办理的单位最多 %(n)d 个。") % {"n": MOST_JOINT})
    found = Joint.objects.create(
        petition=it.petition, office=organ, named=named, asked=asked.strip()[:300], asked_at=at
    )
    issue(it, "joint", office=by.office_id or 0, by=by, at=at, to=organ.name, sections=_asked(it, found))
    content = {"to": organ.name, "text": found.asked, "desks": [organ.pk]}
    step(it, "petition-join", by=by, at=at, content=content)
    return found


def _asked(it: Held, joint: Joint) -> list[Section]:
    lead = it.petition.organ.name if it.petition.organ else ""
    return [
        Section("请你单位办理的部分", [joint.asked]),
        Section("有关要求", [
            f"这件信访事项由{lead}牵头办理，出具一份答复；你单位就有关部分写明事实、依据和意见，交牵头单位（{joint.get_named_display()}，《信访工作条例》第二十四条）。",
            "办理期限以牵头单位受理之日起算，不因会同办理另行计算。",
        ]),
    ]  # fmt: skip


@transaction.atomic
def write_part(case_id: int, *, part: str, by: Actor, at: datetime, version: int | None = None) -> Joint:
    """会同单位提出意见: facts, grounds and opinion on what it was asked for; it goes into the one reply as it stands."""
    it = held(case_id, version)
    found = _joint_of(it, by.office_id)
    work(it, by, found is not None and by.may("petition.handle"), "petition-part")
    if found is None or found.written_at is not None:
        raise Refusal("part_written", _("本单位的意见已经提出过了。"))
    if len(part.strip()) < 10:
        raise Refusal("part_missing", _("请写明事实、依据和意见，至少 10 个字。"))
    found.part, found.written_at, found.by_id = part.strip()[:5000], at, by.person_id
    found.save(update_fields=["part", "written_at", "by"])
    step(it, "petition-part", by=by, at=at, content={"to": by.office_name})
    return found


@transaction.atomic
def let_organ_go(
    case_id: int, *, office: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Joint:
    """不再会同办理: found not to be concerned, before it wrote anything; so that nobody waits for it in vain."""
    it = held(case_id, version)
    work(it, by, access.registers(by, it.petition), "petition-unjoin")
    found = _joint_of(it, office)
    if found is None or found.written_at is not None:
        raise Refusal("not_joint", _("请选择还没有提出意见的会同单位。"))
    found.left_at = at
    found.save(update_fields=["left_at"])
    content = {"to": found.office.name, "reason": reason.strip()}
    step(it, "petition-unjoin", by=by, at=at, content=content)
    return found


def _joint_of(it: Held, office: int | None) -> Joint | None:
    rows = it.petition.joint.select_for_update(of=("self",)).select_related("office")
    return rows.filter(office_id=office, left_at=None).first()


def leave_all(it: Held, at: datetime) -> None:
    """Sent to another organ, those that were asked beside the first are not any more."""
    it.petition.joint.filter(left_at=None, written_at=None).update(left_at=at)


def parts_written(it: Held) -> None:
    """One reply: it waits for every part, and the bureau may let go whoever is not concerned after all."""
    waits = it.petition.joint.filter(left_at=None, written_at=None).select_related("office")
    if names := "、".join(one.office.name for one in waits):
        raise Refusal(
            "parts_missing",
            _("还有会同单位没有提出意见：%(names)s。请催它办；不属于它的，请登记单位取消会同。")
            % {"names": names},
        )


def parts_of(it: Held) -> list[Section]:
    """What the reply says of them."""
    written = it.petition.joint.filter(written_at__isnull=False).select_related("office").order_by("id")
    said = [
        f"{one.office.name}（{day_of(one.written_at or it.case.reported_at)}）：{one.part}" for one in written
    ]
    return [Section("会同办理单位的意见", said)] if said else []
