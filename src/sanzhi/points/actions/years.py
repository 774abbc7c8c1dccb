"""年度结账: totals frozen and announced; when nobody's objection stands in the way, what is not carried over expires."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.ledger.actions import Telling
from sanzhi.ledger.rules import MOST_LINES, Line
from sanzhi.notices import actions as notices
from sanzhi.notices import queries as posted
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.points import access, queries, rules
from sanzhi.points.models import Participant, Year, YearTotal
from sanzhi.points.queries import Total

EXPIRE = "points.expire"


@transaction.atomic
def close_year(area: str, year: int, *, contact: str, by: Actor, at: datetime) -> Year:
    """年度结果: every household's total of a year that is over, drawn up as a notice of fifteen days. Raises Refusal."""
    access.may_run_rounds(by, area).or_refuse()
    if year >= localdate(at).year:
        raise Refusal("year_running", _("这一年还没有过完。"))
    if queries.open_in_year(area, year):
        raise Refusal("claims_open", _("这一年还有没办完的申报，请先办完。"))
    standard = queries.in_force(area, date(year, 12, 31))
    here = people.area(area)
    if standard is None or here is None:
        raise Refusal("no_standard", _("这一年年底没有生效的细则。"))
    totals = queries.totals(area, year, standard)
    if not totals:
        raise Refusal("nothing_counted", _("这一年没有入账的积分。"))
    if Year.objects.filter(area=area, year=year).exists():
        raise Refusal("closed_already", _("这一年已经结过账。"))
    title = f"{here.name}{year}年度积分结果"
    new = NewNotice(area, "points_year", title, contact, lines=_lines(totals))
    held = Year.objects.create(
        area=here, year=year, notice=notices.draft_notice(new, by=by, at=at), carry_cap=standard.carry_cap,
        closed_by_id=by.person_id, closed_at=at,
    )  # fmt: skip
    rows = [
        YearTotal(
            year=held, household_id=one.household, base=one.base, added=one.added, deducted=one.deducted,
            points=one.points, tier=one.tier,
        )
        for one in totals
    ]  # fmt: skip
    YearTotal.objects.bulk_create(rows)
    record(
        "points.year_closed", by=by.person_id, at=at, about=("points_year", held.id), content={"n": len(rows)}
    )
    return held


def _lines(totals: Sequence[Total]) -> list[NewLine]:
    rows = Participant.objects.filter(household__in=[one.household for one in totals], left_at=None)
    names = dict(rows.order_by("-id").values_list("household", "person__name"))
    lines = []
    for place, one in enumerate(totals, start=1):
        name = names.get(one.household)
        who = f"{name}家" if name else "已退出的一户"
        what = rules.TIER_NAMES[one.tier]
        lines.append(
            NewLine(
                f"{place}. {what}", who=who[:60], figure=str(one.points), key=f"household:{one.household}"
            )
        )
    return lines


@transaction.atomic
def expire_year(year_id: int, *, by: Actor, at: datetime) -> Year:
    """年度到期: what a household has beyond what is carried over goes back to the village; once. Raises Refusal."""
    held = Year.objects.select_for_update(of=("self",)).get(pk=year_id)
    access.may_run_rounds(by, held.area_id).or_refuse()
    if held.expired_at:
        return held
    posted.stands(held.notice_id, at).or_refuse()
    accounts = book.accounts(codes.POINT, _codes(held))
    issuer = accounts.pop(codes.of_issuer(held.area_id), 0)
    stands = book.balances(list(accounts.values()))
    lines = [
        Line(f"expire:{held.year}:{code}", number, issuer, stands[number].free - held.carry_cap)
        for code, number in sorted(accounts.items())
        if stands[number].free > held.carry_cap
    ]
    telling = Telling(EXPIRE, ("points_year", held.id), codes.POINT)
    for start in range(0, len(lines), MOST_LINES):
        ledger.post(lines[start : start + MOST_LINES], telling, by=by.person_id, at=at)
    held.expired_at, held.expired = at, sum(line.amount for line in lines)
    held.save(update_fields=["expired_at", "expired"])
    record(
        "points.expired",
        by=by.person_id,
        at=at,
        about=("points_year", held.id),
        content={"total": held.expired},
    )
    return held


def _codes(held: Year) -> list[str]:
    """Every account of points that a participant of the village ever had, and the village's own."""
    rows = Participant.objects.filter(area=held.area_id).values_list("household", "person")
    found = {code for home, person in rows for code in (codes.of_household(home), codes.of_person(person))}
    return [codes.of_issuer(held.area_id), *sorted(found)]
