"""登记、变更、评估、年报、服务中心."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries, rules
from sanzhi.groups.models import AnnualReport, Group, Rating, ServiceCentre
from sanzhi.journal.actions import record
from sanzhi.kit import calendar, codes
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewGroup:
    """登记的内容: of a registered or filed one; `office`: from where it is run here, if it works here."""

    area: str
    name: str
    kind: str
    standing: str
    authority: str
    in_charge: str
    phone: str
    address: str
    does: str
    founded_on: date
    host: str = ""
    uscc: str = ""
    reg_no: str = ""
    legal_rep: str = ""
    office: int | None = None


@transaction.atomic
def enter_group(new: NewGroup, *, by: Actor, at: datetime) -> Group:
    """登记社会组织、团队. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    said = _said(new, by, at, None)
    group = Group.objects.create(**said, entered_by_id=by.person_id, entered_at=at)
    _told("group.entered", group, by, at, name=group.name, kind=group.kind)
    return group


@transaction.atomic
def change_group(group_id: int, new: NewGroup, *, by: Actor, at: datetime) -> Group:
    """变更: what is written there from now on. Raises Refusal."""
    group = _held(group_id, by)
    access.may_keep(by, new.area).or_refuse()
    for name, value in _said(new, by, at, group).items():
        setattr(group, name, value)
    group.save()
    _told("group.changed", group, by, at, name=group.name, kind=group.kind)
    return group


def _said(new: NewGroup, by: Actor, at: datetime, old: Group | None) -> dict[str, object]:
    """The columns of it. Raises Refusal."""
    code = codes.clean(new.uscc)
    rules.entry_stands(
        kind=new.kind, standing=new.standing, host=new.host, uscc=code, reg_no=new.reg_no, legal_rep=new.legal_rep,
        founded_on=new.founded_on, today=localdate(at),
    ).or_refuse()  # fmt: skip
    others = Group.objects.exclude(pk=old.pk if old else 0)
    if code and others.filter(uscc=code).exists():
        raise Refusal("uscc_taken", _("这个统一社会信用代码已经登记过。"))
    if others.filter(area=new.area, name=new.name.strip()).exclude(status="cancelled").exists():
        raise Refusal("name_taken", _("这里已经有同名的组织。"))
    if new.office and new.office not in {one.pk for one in queries.offices_to_run(by, at)}:
        raise Refusal("choice_unknown", _("请选择从哪个单位管理。"))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    area, office = said.pop("area"), said.pop("office")
    return {**said, "area_id": area, "office_id": office, "uscc": code or None}


@transaction.atomic
def set_status(group_id: int, status: str, *, reason: str, by: Actor, at: datetime) -> Group:
    """状态: listed as abnormal, investigated, cancelled, or in good standing again; with a reason. Raises Refusal."""
    group = _held(group_id, by)
    if status not in Group.Status.values:
        raise Refusal("choice_unknown", _("请选择状态。"))
    if group.status == Group.Status.CANCELLED:
        raise Refusal("cancelled", _("已经注销的不能再改。"))
    if len(reason.strip()) < 4:  # a word is no reason
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    group.status, group.status_reason = status, reason.strip()[:200]
    group.save(update_fields=["status", "status_reason"])
    _told("group.status", group, by, at, status=status)
    return group


@transaction.atomic
def rate(group_id: int, *, points: int, given_on: date, by: Actor, at: datetime) -> Rating:
    """登记评估等级. Raises Refusal."""
    group = _held(group_id, by)
    if given_on > localdate(at):
        raise Refusal("given_later", _("评估日期不能在今天以后。"))
    reports = dict(group.reports.values_list("year", "result"))
    rules.may_be_rated(
        standing=group.standing, status=group.status, founded_on=group.founded_on, given_on=given_on, reports=reports,
        points=points,
    ).or_refuse()  # fmt: skip
    if group.ratings.filter(given_on=given_on).exists():
        raise Refusal("rated_already", _("这一天已经登记过评估等级。"))
    one = Rating.objects.create(
        group=group, points=points, grade=rules.grade_of(points), given_on=given_on,
        valid_to=calendar.years_after(given_on, rules.YEARS_VALID), entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    _told("group.rated", group, by, at, grade=one.grade)
    return one


@dataclass(frozen=True)
class NewReport:
    """年度报告: of a year; how many people of which kind."""

    year: int
    result: str
    staff: int = 0
    social_workers: int = 0
    volunteers: int = 0
    told: str = ""


@transaction.atomic
def enter_report(group_id: int, new: NewReport, *, by: Actor, at: datetime) -> AnnualReport:
    """登记年度报告; the same year again corrects it. Raises Refusal."""
    group = _held(group_id, by)
    if not group.founded_on.year <= new.year < localdate(at).year:
        raise Refusal("year_shape", _("年度报告是过去的、成立以后的一年。"))
    if new.result not in AnnualReport.Result.values:
        raise Refusal("choice_unknown", _("请选择结论。"))
    said = asdict(new) | {"entered_by_id": by.person_id, "entered_at": at}
    year = said.pop("year")
    report, _new = AnnualReport.objects.update_or_create(group=group, year=year, defaults=said)
    _told("group.reported", group, by, at, year=year, result=report.result)
    return report


@transaction.atomic
def put_centre(area: str, *, name: str, place: str, phone: str, by: Actor, at: datetime) -> ServiceCentre:
    """设社会组织服务中心: the county's or a town's; a second time changes it. Raises Refusal."""
    access.may_keep(by, area).or_refuse()
    there = people.area(area)
    if there is None or there.level not in ("county", "town"):
        raise Refusal("area_level", _("服务中心设在市里和镇（街道）。"))
    said = {"name": name.strip(), "place": place.strip(), "phone": phone.strip()}
    centre, _new = ServiceCentre.objects.update_or_create(
        area=there, defaults=said | {"entered_by_id": by.person_id, "entered_at": at}
    )
    record("group.centre", by=by.person_id, at=at, about=("area", int(area)), content={"name": centre.name})
    return centre


def _held(group_id: int, by: Actor) -> Group:
    group = Group.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    verdict = access.may_keep(by, group.area_id) if group else access.not_there()
    verdict.or_refuse()
    assert group  # or it was refused
    return group


def _told(topic: str, group: Group, by: Actor, at: datetime, **content: object) -> None:
    record(
        topic, by=by.person_id, at=at, about=("group", group.pk), content={"area": group.area_id, **content}
    )
