"""登记以后: told of, sent to the organ, objected to, accepted or not, and withdrawn (《信访工作条例》第二十二条、第二十三条、第三十一条)."""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries, rules
from sanzhi.petitions.models import Petition

from .held import Held, Section, day_of, held, issue, open_here, step, work
from .joining import leave_all

WAYS = {"send": "petition-send", "entrust": "petition-entrust"}


@dataclass(frozen=True)
class Route:
    """去处: one of the ways of 《信访工作条例》第三十一条, or why it is not taken here; data/routes.csv."""

    code: str
    name: str
    told: str
    basis: str


@cache
def routes() -> dict[str, Route]:
    text = files("sanzhi.petitions").joinpath("data", "routes.csv").read_text("utf-8")
    return {row["code"]: Route(**row) for row in csv.DictReader(text.splitlines())}


@transaction.atomic
def inform_petition(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Petition:
    """告知接收情况, in writing: by the desk that received it, within fifteen days; where it is at once, the first time counts."""
    it = held(case_id, version)
    work(it, by, access.registers(by, it.petition) or access.handles(by, it.petition), "petition-inform")
    issue(
        it, "receipt", office=by.office_id or 0, by=by, at=at,
        sections=[
            Section("您提出的请求", [f"{one.place}．{one.words}" for one in it.claims]),
            Section("处理途径和程序", [
                "我单位已将您的信访事项登记，自收到之日起十五日内转送、交办有权处理的机关、单位（《信访工作条例》第二十二条）。",
                "您可以凭查询码在网上或者到窗口查询办理情况，也可以评价（《信访工作条例》第二十一条）。",
            ]),
        ],
    )  # fmt: skip
    step(it, "petition-inform", by=by, at=at)
    return it.petition


@transaction.atomic
def send(
    case_id: int, *, to: int, way: str = "send", note: str = "", by: Actor, at: datetime, version: int | None = None
) -> Petition:  # fmt: skip
    """转送、交办: to the organ with the power to deal with it; `way` "entrust" where it has to report back. A suggestion goes to be
    studied. Refused while a person has said that it is the same as one that is final."""
    it = held(case_id, version)
    work(it, by, access.registers(by, it.petition))
    organ = next((one for one in queries.organs(at) if one.pk == to), None)
    if organ is None or way not in WAYS:
        raise Refusal("choice_unknown", _("请选择转给哪个单位、转送还是交办。"))
    _not_final(it)
    suggested = it.petition.category == Petition.Category.SUGGESTION
    name = "petition-propose" if suggested else WAYS[way]
    open_here(it, name)
    it.petition.organ = organ
    it.petition.object_by = None if suggested else queries.term("petition-object", it.case.category_id, at)
    it.petition.save(update_fields=["organ", "object_by"])
    kind = "assignment" if way == "entrust" else "transfer"
    issue(it, kind, office=by.office_id or 0, by=by, at=at, to=organ.name, sections=_sent(it, way, note))
    content = {"to": organ.name, "text": note.strip()}
    step(it, name, by=by, at=at, content=content, holder_id=organ.pk, lead_id=organ.pk)
    return it.petition


def _not_final(it: Held) -> None:
    if queries.final_before(it.petition):
        raise Refusal(
            "final",
            _(
                "已认定与复核终结的信访事项相同，又没有新的事实，不再受理；请按“不予受理”告知（《信访工作条例》第三十六条）。"
            ),
        )


def _sent(it: Held, way: str, note: str) -> list[Section]:
    asked = [f"{one.place}．{one.words}" for one in it.claims]
    due = "请自收到之日起十五日内书面告知信访人是否受理；不属于你单位职权范围的，五个工作日内提出异议并说明理由（《信访工作条例》第二十三条）。"
    back = (
        "请在规定期限内办结，并向我单位反馈结果，提交办结报告（《信访工作条例》第二十二条）。"
        if way == "entrust"
        else ""
    )
    return [Section("信访人的请求", asked), Section("有关要求", [due, back, note.strip()])]


@transaction.atomic
def object_to(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Petition:
    """提出异议: not of this organ's powers; within five working days, with reasons."""
    it = held(case_id, version)
    work(it, by, access.handles(by, it.petition), "petition-object")
    rules.objection_in_time(it.petition.object_by, at).or_refuse()
    if it.petition.objection:
        raise Refusal("already_asked", _("已经提出过异议，正在等登记单位答复。"))
    step(it, "petition-object", by=by, at=at, content={"reason": reason.strip()})
    it.petition.objection = True
    it.petition.save(update_fields=["objection"])
    return it.petition


@transaction.atomic
def answer_objection(
    case_id: int, *, upheld: bool, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """答复异议: by the desk that sent it; upheld, the papers come back and it is sent anew."""
    it = held(case_id, version)
    work(it, by, access.registers(by, it.petition))
    if not it.petition.objection:
        raise Refusal("no_objection", _("责任单位没有提出异议。"))
    it.petition.objection = False
    if upheld:
        it.petition.organ, it.petition.object_by = None, None
        leave_all(it, at)
    it.petition.save(update_fields=["objection", "organ", "object_by"])
    said = {"reason": reason.strip()}
    if upheld:
        desk = it.case.receiver_id
        step(it, "petition-uphold", by=by, at=at, content=said, holder_id=desk, lead_id=None)
    else:
        step(it, "petition-keep", by=by, at=at, content=said)
    return it.petition


@transaction.atomic
def accept(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Petition:
    """受理: by the organ, in writing; or at once by the town's desk that received it for itself. The sixty days count from here."""
    it = held(case_id, version)
    one = it.petition
    own = access.registers(by, one) and by.may("petition.handle") and one.organ_id is None
    work(it, by, access.handles(by, one) or own, "petition-accept")
    if one.category != Petition.Category.CLAIM:
        raise Refusal("not_a_claim", _("建议意见不作受理，研究以后答复。"))
    _not_final(it)
    one.accepted_at, one.objection = at, False
    one.organ_id = one.organ_id or by.office_id
    one.save(update_fields=["accepted_at", "objection", "organ"])
    step(it, "petition-accept", by=by, at=at, holder_id=one.organ_id, lead_id=one.organ_id)
    issue(
        it, "accepted", office=one.organ_id or 0, by=by, at=at, fields=[("受理日期", day_of(at))],
        sections=[Section("办理期限", [
            "自受理之日起六十日内办结；情况复杂的，经本单位负责人批准可以延长，最多三十日，并告知您延期理由（《信访工作条例》第三十四条）。",
        ])],
    )  # fmt: skip
    return one


@transaction.atomic
def decline_petition(
    case_id: int, *, route: str, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """不予受理, with the way that is open and its article: by the desk that has it in hand."""
    it = held(case_id, version)
    one = it.petition
    work(
        it,
        by,
        access.handles(by, one) or (access.registers(by, one) and one.organ_id is None),
        "petition-not",
    )
    found = routes().get(route)
    if found is None:
        raise Refusal("choice_unknown", _("请选择应当走的途径。"))
    issue(
        it, "declined", office=by.office_id or 0, by=by, at=at,
        sections=[
            Section("不予受理的理由", [reason.strip()]),
            Section("您可以走的途径", [f"{found.told}（{found.basis}）。"]),
        ],
    )  # fmt: skip
    content = {"reason": reason.strip(), "route": found.told, "basis": found.basis}
    step(it, "petition-not", by=by, at=at, content=content)
    return one


@transaction.atomic
def withdraw(case_id: int, *, reason: str = "", by: Actor, at: datetime) -> Petition:
    """撤回, by whoever petitions, for no reason they need to give. It costs nothing, and they may petition again."""
    it = held(case_id)
    access.may_ask(by, it.persons).or_refuse()
    open_here(it, "petition-withdraw")
    organ = it.petition.organ_id or it.case.receiver_id
    issue(
        it, "stopped", office=organ, by=by, at=at,
        sections=[Section("终止的情况", [f"您于{day_of(at)}撤回了这件信访事项，办理程序终止。", reason.strip(),
                                   "撤回不影响您以后就同一件事再提出。"])],
    )  # fmt: skip
    step(it, "petition-withdraw", by=by, at=at, content={"reason": reason.strip()})
    return it.petition
