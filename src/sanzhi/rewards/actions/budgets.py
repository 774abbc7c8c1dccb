"""兑换预算: entered by one, approved by another; only then may anything be sold against it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, rules
from sanzhi.rewards.models import Allotment, Budget


@transaction.atomic
def enter_allotment(
    *, area: str, year: int, points: int, fen: int, ground: str, by: Actor, at: datetime
) -> Allotment:
    """录入预算决定: for a village and year; the first one makes its budget, which is empty until it is approved. Raises Refusal."""
    access.may_manage(by, area).or_refuse()
    rules.reason_stands(ground, 300).or_refuse()
    if not (0 <= points <= rules.MOST_POINTS and 0 <= fen <= rules.MOST_FEN and points + fen):
        raise Refusal("amount_shape", _("积分和金额请写大于零的数，至少写一样。"))
    if abs(year - at.year) > 1:
        raise Refusal("year_shape", _("年份请写今年、去年或明年。"))
    budget, _new = Budget.objects.get_or_create(area_id=area, year=year)
    assert by.person_id
    allotment = Allotment.objects.create(
        budget=budget,
        points=points,
        fen=fen,
        ground=ground.strip(),
        entered_by_id=by.person_id,
        entered_at=at,
    )
    _told("budget.entered", allotment, by, at, tell=True)
    return allotment


@transaction.atomic
def approve_allotment(allotment_id: int, *, by: Actor, at: datetime) -> Allotment:
    """批准: by a second person; the money goes to the village's fund in the ledger. Raises Refusal."""
    allotment = (
        Allotment.objects.select_for_update(of=("self",)).select_related("budget__area").get(pk=allotment_id)
    )
    budget = allotment.budget
    access.may_sign(by, budget.area_id, allotment.entered_by_id).or_refuse()
    if allotment.approved_at:
        raise Refusal("approved", _("已经批准过了。"))
    allotment.approved_by_id, allotment.approved_at = by.person_id, at
    allotment.save(update_fields=["approved_by", "approved_at"])
    Budget.objects.filter(pk=budget.id).update(
        points=F("points") + allotment.points, fen=F("fen") + allotment.fen
    )
    if allotment.fen:
        treasury, fund = _accounts(budget.area, at)
        line = Line(f"allotment:{allotment.id}", treasury, fund, allotment.fen)
        telling = Telling("reward.funded", ("allotment", allotment.id), unit=codes.FEN)
        ledger.post([line], telling, by=by.person_id, at=at)
    _told("budget.approved", allotment, by, at)
    return allotment


@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def _accounts(area: Area, at: datetime) -> list[int]:
    """Where a village's money comes from, and where it lies."""
    names = {"area": area.name}
    return ledger.open_accounts(
        [
            NewAccount(
                codes.of_treasury(area.code), _("%(area)s拨款") % names, area.code, unit=codes.FEN, floor=None
            ),
            NewAccount(codes.of_fund(area.code), _("%(area)s兑换资金") % names, area.code, unit=codes.FEN),
        ],
        at=at,
    )


def _told(kind: str, allotment: Allotment, by: Actor, at: datetime, *, tell: bool = False) -> None:
    said = {
        "hands": [allotment.entered_by_id],
        "area": allotment.budget.area_id,
        "year": allotment.budget.year,
        "points": allotment.points,
        "fen": allotment.fen,
    }
    topic = kind if tell else None
    record(kind, by=by.person_id, at=at, about=("allotment", allotment.id), content=said, topic=topic)
