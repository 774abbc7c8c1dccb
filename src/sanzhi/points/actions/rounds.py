"""评分、结评、公示、入账."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.notices import actions as notices
from sanzhi.notices import queries as posted
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.points import access, queries, rules, scoring
from sanzhi.points.models import CapUse, Claim, Participant, Round, Score

from . import entering
from .held import a_claim_in


@transaction.atomic
def score(claim_id: int, *, agrees: bool, points: int | None, by: Actor, at: datetime) -> Score:
    """评分: a panelist's word, changed as often as they like until the scoring ends. Raises Refusal."""
    claim = a_claim_in(claim_id, "verified")
    assert by.person_id
    home = queries.household_of(by.person_id)
    tied = claim.household_id in queries.ties_of(by.person_id)
    access.may_score(by, claim, household=home.pk if home else None, tied=tied).or_refuse()
    if not queries.seat_of(by.person_id, claim.area_id):
        raise Refusal("not_on_panel", _("不是这个村（社区）的评定小组成员。"))
    item = claim.item
    given = (points if points is not None else item.least) if agrees else None
    if given is not None and not item.least <= given <= item.most:
        span = {"least": item.least, "most": item.most}
        raise Refusal("points_shape", _("这一项每次 %(least)d 到 %(most)d 分。") % span)
    said, _new = Score.objects.update_or_create(
        claim=claim, by_id=by.person_id, defaults={"agrees": agrees, "points": given, "at": at}
    )
    enough = claim.scores.count() == rules.enough_scores(len(queries.panel_of(claim.area_id, at.date())))
    record(
        "points.score", by=by.person_id, at=at, about=("claim", claim.id),
        content={"agrees": agrees, "area": claim.area_id}, topic="points.scored" if enough else None,
    )  # fmt: skip
    return said


@transaction.atomic
def close_scoring(area: str, *, by: Actor, at: datetime) -> Round:
    """结评: everything with scores enough is decided, within its caps; the rest waits for the next time.

    Raises Refusal where nothing can be decided.
    """
    access.may_run_rounds(by, area).or_refuse()
    rows = Claim.objects.select_for_update(of=("self",)).filter(area=area, state="verified")
    claims = list(rows.select_related("item").order_by("happened_on", "id"))
    seats = len(queries.panel_of(area, at.date()))
    decided = [one for one in scoring.decide(claims, _votes(claims), seats) if one.points is not None]
    if not decided:
        most = {"least": rules.enough_scores(seats)}
        raise Refusal("nothing_decided", _("还没有能结评的：每一条至少要 %(least)d 位成员评过。") % most)
    held = Round.objects.create(
        area_id=area, month=f"{at:%Y-%m}", closed_by_id=by.person_id, closed_at=at, seats=seats
    )
    _within_caps([one for one in decided if one.points])
    for one in decided:
        _settle(one, held, at)
    Claim.objects.bulk_update(
        [one.claim for one in decided],
        ["state", "points", "capped", "round", "scored_at", "note", "decided_at"],
    )
    counts = {"area": area, "n": len(decided), "waiting": len(claims) - len(decided)}
    record("points.closed", by=by.person_id, at=at, about=("round", held.id), content=counts)
    return held


def _votes(claims: Sequence[Claim]) -> dict[int, list[rules.Vote]]:
    found: dict[int, list[rules.Vote]] = defaultdict(list)
    for row in Score.objects.filter(claim__in=claims).order_by("id"):
        found[row.claim_id].append(rules.Vote(row.agrees, row.points))
    return found


def _within_caps(decided: Sequence[scoring.Decided]) -> None:
    """One at a time for each household: nobody else uses its caps meanwhile."""
    homes = {one.claim.household_id for one in decided}
    list(Household.objects.select_for_update().filter(pk__in=homes).order_by("pk").values_list("pk"))
    holders = {scoring.holder_of(one.claim) for one in decided}
    used = CapUse.objects.filter(holder__in=holders).values_list("holder", "code", "span", "used")
    caps = scoring.Caps(used)
    for one in decided:
        caps.apply(one)
    rows = [
        CapUse(holder=holder, code=code, span=span, used=number, cap=most)
        for (holder, code, span), (number, most) in caps.touched.items()
    ]
    CapUse.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["holder", "code", "span"], update_fields=["used", "cap"]
    )


def _settle(one: scoring.Decided, held: Round, at: datetime) -> None:
    claim = one.claim
    claim.points, claim.capped, claim.round, claim.scored_at = one.points, one.capped, held, at
    claim.state = Claim.State.SCORED
    if not one.points:
        claim.state, claim.decided_at = Claim.State.REJECTED, at
        claim.note = "已到这一项的上限。" if one.capped else "评定小组多数不同意。"


@transaction.atomic
def announce(round_id: int, *, contact: str, by: Actor, at: datetime) -> Round:
    """拟公示: additions for seven days, deductions for fifteen; signed by another on the page of notices."""
    held = Round.objects.select_for_update(of=("self",)).select_related("area").get(pk=round_id)
    access.may_run_rounds(by, held.area_id).or_refuse()
    scored = held.claims.filter(state=Claim.State.SCORED).select_related("item", "household", "person")
    rows = list(scored.order_by("household", "id"))
    names = _names(rows)
    for sign, field, kind, title in (
        ("+", "additions", "points", "积分加分公示"),
        ("-", "deductions", "deduction", "积分扣分公示"),
    ):
        lines = [_line(claim, names) for claim in rows if claim.direction == sign]
        if lines and getattr(held, field) is None:
            called = f"{held.area.name}{held.month}{title}"
            new = NewNotice(held.area_id, kind, called, contact, about=("round", held.id), lines=lines)
            setattr(held, field, notices.draft_notice(new, by=by, at=at))
    held.save(update_fields=["additions", "deductions"])
    record("points.announced", by=by.person_id, at=at, about=("round", held.id), content={"n": len(rows)})
    return held


def _names(claims: Sequence[Claim]) -> dict[int, str]:
    """{household: who of it takes part}. One query."""
    homes = {claim.household_id for claim in claims}
    rows = Participant.objects.filter(household__in=homes, left_at=None).order_by("-person__is_head", "id")
    names: dict[int, str] = {}
    for home, name in rows.values_list("household", "person__name"):
        names.setdefault(home, name)
    return names


def _line(claim: Claim, names: dict[int, str]) -> NewLine:
    who = claim.person.name if claim.person else f"{names.get(claim.household_id, '')}家"
    times = "" if claim.quantity == 1 else f" ×{claim.quantity}"
    what = f"{claim.item.title}{times}（{claim.happened_on:%m-%d}）"
    return NewLine(what, who=who[:60], figure=f"{claim.direction}{claim.points}", key=f"claim:{claim.id}")


@transaction.atomic
def hold_deductions(notice_id: int, *, at: datetime) -> int:
    """公示开始: its claims stand on the wall; what would be deducted is set aside, never more than there is.

    Returns how many claims. Safe to repeat.
    """
    held = (
        Round.objects.filter(additions=notice_id).first()
        or Round.objects.filter(deductions=notice_id).first()
    )
    if held is None:
        return 0
    sign = "+" if held.additions_id == notice_id else "-"
    rows = held.claims.select_for_update(of=("self",)).filter(state="scored", direction=sign)
    claims = list(rows.select_related("item").order_by("id"))
    if sign == "-":
        entering.set_aside(claims, held, at)
    for claim in claims:
        claim.state = Claim.State.PUBLICISED
    return Claim.objects.bulk_update(claims, ["state", "posting"])


@transaction.atomic
def post_round(round_id: int, *, by: Actor, at: datetime) -> int:
    """入账: every line whose notice has stood. What was objected to and upheld ends; what still waits, waits.

    Returns how many were entered now. Raises Refusal where nothing can be.
    """
    held = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    access.may_run_rounds(by, held.area_id).or_refuse()
    entered = changed = 0
    for sign, notice in (("+", held.additions), ("-", held.deductions)):
        if notice is None:
            continue
        rows = held.claims.select_for_update(of=("self",)).filter(state__in=queries.WAITING, direction=sign)
        claims = list(rows.select_related("item").order_by("id"))
        verdicts = posted.lines_standing(notice.id, at)
        changed += _not_entered(claims, verdicts, notice.until, at)
        stands = [claim for claim in claims if _may_be_entered(claim, verdicts[f"claim:{claim.id}"], at)]
        entering.enter(stands, held, by, at)
        entered += len(stands)
    if not entered and not changed:
        raise Refusal("nothing_stands", _("还没有公示期满、可以入账的。"))
    homes = sorted(
        set(held.claims.filter(decided_at=at, state="confirmed").values_list("household", flat=True))
    )
    said = {"area": held.area_id, "n": entered, "households": homes}
    about = ("round", held.id)
    record("points.entered", by=by.person_id, at=at, about=about, content=said, topic="points.entered")
    return entered


def _may_be_entered(claim: Claim, verdict: Verdict, at: datetime) -> bool:
    """A deduction, besides, only fifteen days after the household was told in person (I3)."""
    served = claim.served_at is not None and (at - claim.served_at).days >= rules.NOTICE_DAYS
    return verdict.ok and claim.state in queries.WAITING and (claim.direction == "+" or served)


def _not_entered(
    claims: Sequence[Claim], verdicts: dict[str, Verdict], until: datetime | None, at: datetime
) -> int:
    """Upheld objections end a claim and give its caps back; open ones are shown. So does a deduction that nobody told
    the household of while it could still object."""
    ends = {
        "objection_upheld": "公示期内异议成立。",
        "withdrawn": "公示已经撤回。",
        "": "公示期内没有当面告知，不扣分。",
    }
    changed = []
    for claim in claims:
        code = verdicts[f"claim:{claim.id}"].code
        untold = claim.direction == "-" and (
            claim.served_at is None or bool(until and claim.served_at > until)
        )
        if code in ("objection_upheld", "withdrawn") or (code == "" and untold):
            claim.state, claim.decided_at, claim.note = Claim.State.REJECTED, at, ends[code]
            changed.append(claim)
        elif code == "objection_open" and claim.state != Claim.State.OBJECTED:
            claim.state = Claim.State.OBJECTED
            changed.append(claim)
    ended = [claim for claim in changed if claim.state == Claim.State.REJECTED]
    entering.let_go(ended, at)
    for claim in ended:
        give_back(claim)
    Claim.objects.bulk_update(changed, ["state", "decided_at", "note"])
    return len(changed)


def give_back(claim: Claim) -> None:
    """Its caps, as if it had not been."""
    item = claim.item
    spans = [
        cap.span for cap in rules.caps_of(item.per_day, item.per_month, item.per_year, claim.happened_on)
    ]
    rows = CapUse.objects.filter(holder=scoring.holder_of(claim), code=item.code, span__in=spans)
    rows.update(used=F("used") - (claim.points or 0))
