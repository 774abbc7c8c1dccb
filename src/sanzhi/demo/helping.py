"""三社: service centres, an association that was rated, a help team in each scored village with two Saturdays behind it and two to come."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sanzhi.groups import actions as groups
from sanzhi.groups.actions import NewGroup, NewReport
from sanzhi.people.roles import Actor
from sanzhi.volunteering import actions, queries, sweeps
from sanzhi.volunteering.actions import NewActivity
from sanzhi.volunteering.rules import Weekly

from . import funding
from .county import CENTRE, County
from .scoring import Village

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
WEEKDAYS = (2, 5)  # Wednesdays and Saturdays
ASSOCIATION = "51330483MJ9999901K"  # invented; its check symbol is right


def help_out(county: County, villages: Sequence[Village], *, until: datetime, seed: int) -> None:
    """Once, when the county is filled."""
    began = until - 60 * DAY
    officer = county.one_of(county.offices[CENTRE], "social_officer")
    body = _register(county, officer, villages[0].area, began)
    leader = county.at("group_leader", "demo-body")
    if leader:
        funding.fund(county, leader, body, until=until, seed=seed)
    for village in villages:
        _team(village, officer, until)


def _register(county: County, officer: Actor, area: str, at: datetime) -> int:
    code = area[:6] + "000000"
    groups.put_centre(code, name="市社会组织服务发展中心（演示）", place="演示地址一号", phone="0573-88880001", by=officer, at=at)  # fmt: skip
    for number, town in enumerate(sorted({one[:9] + "000" for one in county.villages})[:3], start=2):
        name = f"{county.places[town]}社会组织服务中心（演示）"
        groups.put_centre(town, name=name, place="演示地址", phone=f"0573-8888000{number}", by=officer, at=at)
    new = NewGroup(
        area, "演示养老服务协会", "association", "registered", "市民政局", "演示会长", "0573-88880009", "演示地址二号",
        "上门陪护、送餐、培训护理员", date(2018, 4, 1), uscc=ASSOCIATION, reg_no="演示社证字第1号", legal_rep="演示会长",
        office=county.offices["demo-body"],
    )  # fmt: skip
    body = groups.enter_group(new, by=officer, at=at)
    groups.enter_report(body.pk, NewReport(at.year - 1, "passed", 6, 2, 80), by=officer, at=at)
    groups.rate(body.pk, points=920, given_on=at.date(), by=officer, at=at)
    return body.pk


def _team(village: Village, officer: Actor, until: datetime) -> None:
    """A help team, its shifts, and whoever of the village signed up; the last shift waits for its hours to be confirmed."""
    began, clerk = until - 30 * DAY, village.clerk
    new = NewGroup(
        village.area, "帮帮团", "help_team", "filed", "镇人民政府（街道办事处）", "演示团长", "0573-88880010", "村委会一楼",
        "修水电、跑腿、陪老人说话", date(2021, 5, 1), host="village", office=clerk.office_id,
    )  # fmt: skip
    team = groups.enter_group(new, by=officer, at=began)
    opened = NewActivity(team.pk, "给独居老人修水电", "上门看看水管、电线和煤气，顺便陪老人说说话。", "村委会门口集合", "演示团长", "0573-88880010", beneficiary="独居老人")  # fmt: skip
    activity = actions.open_activity(opened, by=clerk, at=began)
    for weekday in WEEKDAYS:
        actions.put_template(activity.pk, Weekly(weekday, time(9), time(11), 2), by=clerk, at=began)
    first = (began + DAY).date()
    actions.build_shifts(activity.pk, first=first, last=(until + 14 * DAY).date(), by=clerk, at=began)
    heads = [head for _home, head in village.homes[:3]]
    for head in heads:
        actions.join(by=head, at=began)
    past = [row.one for row in queries.shifts_to_come(activity.pk, began) if row.one.ends_at < until - HOUR]
    for number, shift in enumerate(past[-3:]):
        _served(shift, heads[:2], clerk, confirmed=number < 2)
    coming = queries.shifts_to_come(activity.pk, until)
    for head in heads:
        actions.sign_up(coming[0].one.pk, by=head, at=until - HOUR)
    sweeps.close_shifts(at=until)
    _certified(team.pk, heads[0], clerk, past[-3].starts_at, until)


def _served(shift, heads: Sequence[Actor], clerk: Actor, *, confirmed: bool) -> None:
    for head in heads:
        one = actions.sign_up(shift.pk, by=head, at=shift.starts_at - DAY)
        actions.check_in(shift.door, by=head, at=shift.starts_at + 3 * MINUTE)
        actions.check_out(shift.door, by=head, at=shift.ends_at)
        if confirmed:
            actions.confirm(one.pk, minutes=117, said="做得细", by=clerk, at=shift.ends_at + HOUR)
            actions.hand_over(one.pk, at=shift.ends_at + HOUR)


def _certified(team: int, head: Actor, clerk: Actor, served: datetime, until: datetime) -> None:
    """Asked for after the first of those shifts; issued where a week has gone by since it was shown."""
    day, asked = served.date(), served + 6 * HOUR
    one = actions.ask_certificate(team, first=day, last=day, by=head, at=asked)
    actions.show(one.pk, by=clerk, at=asked + HOUR)
    if asked + HOUR + 7 * DAY <= until:
        actions.issue(one.pk, by=clerk, at=asked + HOUR + 7 * DAY)
