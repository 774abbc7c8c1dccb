"""Everything read of notices. Whatever is posted is for everybody; a draft for those who may work on it; an objection
for whoever raised it and whoever answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.chain import canonical
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

from . import rules
from .files import SHELF
from .models import Duty, Line, Notice, NoticeRule, Objection, Overdue, Proof

PAGE_SIZE = 20
WORKS_ON_DRAFTS = ("notice.draft", "notice.sign", "notice.answer")


def visible_to(actor: Actor | None) -> QuerySet[Notice]:
    """What is posted, and the drafts of one's own area for whoever works on them."""
    seen = Q(posted_at__isnull=False)
    if actor and actor.reach and any(actor.may(one) for one in WORKS_ON_DRAFTS):
        seen |= _in(actor.reach)
    return Notice.objects.filter(seen)


def _in(reach: str, before: str = "") -> Q:
    """Of a place and all in it: codes that begin with `reach`, as a range, which an index knows."""
    return Q(**{f"{before}area__gte": reach, f"{before}area__lt": reach + "~"})


def notice_by_id(actor: Actor | None, notice_id: int) -> Notice:
    """One notice with its place; Refusal "not_visible" for what is not there and what is not for this reader alike."""
    found = (
        visible_to(actor).select_related("area", "area__parent", "rule", "duty").filter(pk=notice_id).first()
    )
    if found is None:
        raise Refusal("not_visible", _("没有找到这份公示。"))
    return found


def posted(area: str, *, kind: str = "", running_at: datetime | None = None, before: int = 0) -> list[Notice]:
    """公示栏: of a place and all in it, the newest first, a page and one more; `before`: the last id of the page ahead."""
    rows = Notice.objects.filter(_in(area), posted_at__isnull=False)
    if kind:
        rows = rows.filter(kind=kind)
    if running_at:
        rows = rows.filter(until__gt=running_at, withdrawn_at=None)
    if before:
        last = Notice.objects.filter(pk=before).values_list("posted_at", flat=True).first()
        rows = rows.filter(Q(posted_at__lt=last) | Q(posted_at=last, id__lt=before)) if last else rows.none()
    return list(rows.select_related("area").order_by("-posted_at", "-id")[: PAGE_SIZE + 1])


def is_over(notice: Notice, at: datetime) -> bool:
    """Its time is up, or it was withdrawn: whoever was named by mistake is not named for the rest of the days."""
    return notice.until is not None and (at >= notice.until or notice.withdrawn_at is not None)


def lines_of(notice: Notice, at: datetime) -> list[Line]:
    """Its lines in order; once it is over, without who they are about, cleared or not yet."""
    rows = list(notice.lines.order_by("number"))
    if not is_over(notice, at):
        return rows
    for row in rows:
        row.who = ""
    return rows


def running_of(actor: Actor, at: datetime) -> list[Notice]:
    """公示中: of one's area, the first to end first."""
    rows = Notice.objects.filter(_in(actor.reach or "-"), until__gt=at, withdrawn_at=None)
    rows = rows.annotate(proven=Exists(Proof.objects.filter(notice=OuterRef("pk"))))
    return list(rows.select_related("area").order_by("until", "id")[:PAGE_SIZE])


def drafts(actor: Actor) -> list[Notice]:
    """待审签: drafts of one's area, the oldest first."""
    rows = visible_to(actor).filter(posted_at=None).select_related("area", "drafted_by")
    return list(rows.order_by("id")[:PAGE_SIZE])


def last_moment(notice: Notice) -> datetime:
    """The last moment at which it stands."""
    assert notice.until
    return notice.until - rules.A_MOMENT


def proof_photo(notice: Notice, proof: int) -> tuple[Path, str]:
    """(file, type) of a photo of it on the wall."""
    found = Proof.objects.filter(notice=notice, pk=proof).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return SHELF.path_of(found.digest), found.mime


def proofs_of(notice: Notice) -> list[Proof]:
    return list(notice.proofs.order_by("id"))


@dataclass(frozen=True)
class Asked:
    """How many objections and questions a notice has had, for everybody to read: numbers, no words."""

    objections: int
    questions: int
    open: int
    upheld: int


def asked_of(notice: Notice) -> Asked:
    with walls.the_house():
        found = Objection.objects.filter(notice=notice).aggregate(
            objections=Count("id", filter=Q(sort="objection")),
            questions=Count("id", filter=Q(sort="question")),
            open=Count("id", filter=Q(answered_at=None)),
            upheld=Count("id", filter=Q(upheld=True)),
        )
    return Asked(**found)


def objections_to_answer(actor: Actor, after: int = 0) -> list[Objection]:
    """待答复: of one's area, the first due first, a page and one more."""
    rows = Objection.objects.filter(_in(actor.reach or "-", "notice__"), answered_at=None)
    if after:
        due = Objection.objects.filter(pk=after).values_list("due_at", flat=True).first()
        rows = rows.filter(Q(due_at__gt=due) | Q(due_at=due, id__gt=after)) if due else rows.none()
    return list(
        rows.select_related("notice", "notice__area", "line").order_by("due_at", "id")[: PAGE_SIZE + 1]
    )


def objection_by_id(actor: Actor, objection_id: int) -> Objection:
    """One of one's own, or of one's area for whoever answers there."""
    rows = Objection.objects.select_related("notice", "notice__area", "line")
    found = rows.filter(pk=objection_id).first()
    mine = found and found.raised_by_id == actor.person_id
    if found is None or not (mine or _answers(actor, found)):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def _answers(actor: Actor, objection: Objection) -> bool:
    return bool(
        actor.may("notice.answer") and actor.reach and objection.notice.area_id.startswith(actor.reach)
    )


def objections_of(person_id: int) -> list[Objection]:
    """One's own, the newest first."""
    rows = Objection.objects.filter(raised_by=person_id).select_related("notice", "line")
    return list(rows.order_by("-id")[:PAGE_SIZE])


def may_take_further(objection: Objection, at: datetime) -> Verdict:
    """Whether who raised it may still ask the town to look again."""
    asked = rules.Asked(
        objection.sort, objection.due_at, objection.answered_at, objection.upheld, objection.taken_further_at
    )
    return rules.may_take_further(asked, at)


def objection_told(objection_id: int) -> Objection:
    """With its notice and line: for the house, which passes it on."""
    return Objection.objects.select_related("notice", "line", "raised_by").get(pk=objection_id)


def rule_for(kind: str, at: datetime) -> NoticeRule:
    """The rule in force for a kind. Raises Refusal for a kind that nobody announces."""
    rows = NoticeRule.objects.filter(kind=kind, effective_from__lte=at)
    found = rows.order_by("-effective_from", "-id").first()
    if found is None:
        raise Refusal("kind_unknown", _("没有这一类公示。"))
    return found


def duties() -> list[Duty]:
    return list(Duty.objects.all())


def rules_in_force(at: datetime) -> list[NoticeRule]:
    """One for each kind, in the order they came."""
    newest: dict[str, NoticeRule] = {}
    for rule in NoticeRule.objects.filter(effective_from__lte=at).order_by("effective_from", "id"):
        newest[rule.kind] = rule
    return list(newest.values())


def stands(notice_id: int, at: datetime) -> Verdict:
    """May what this notice announced as a whole take effect?"""
    return all_stand([notice_id], at)[notice_id]


def all_stand(notice_ids: Collection[int], at: datetime) -> dict[int, Verdict]:
    """`stands` of each of them; one that is gone does not. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, [list(notice_ids)])
        known = {number: rules.Standing(*row) for number, *row in cursor.fetchall()}
    nothing = rules.Standing(None, None, False, False, 0, 0)
    return {number: rules.stands(known.get(number, nothing), at) for number in notice_ids}


def lines_standing(notice_id: int, at: datetime) -> dict[str, Verdict]:
    """Of each line that has a key, whether what it announced may take effect: of the line, and of the notice as a whole."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [notice_id])
        rows = cursor.fetchall()
    return {key: rules.stands(rules.Standing(*known), at) for key, *known in rows}


_ASKED = """
SELECT count(*) FILTER (WHERE o.answered_at IS NULL) AS open, count(*) FILTER (WHERE o.upheld) AS upheld
FROM notices_objection AS o WHERE o.notice_id = n.id AND o.sort = 'objection'
"""
_PROVEN = "EXISTS (SELECT FROM notices_proof AS p WHERE p.notice_id = n.id)"
_LINES = f"""
SELECT l.key, n.posted_at, n.until, n.withdrawn_at IS NOT NULL, {_PROVEN}, asked.open, asked.upheld
FROM notices_line AS l JOIN notices_notice AS n ON n.id = l.notice_id
CROSS JOIN LATERAL ({_ASKED} AND (o.line_id = l.id OR o.line_id IS NULL)) AS asked
WHERE l.notice_id = %s AND l.key <> '' ORDER BY l.number
"""  # noqa: S608 - constants
_WHOLE = f"""
SELECT n.id, n.posted_at, n.until, n.withdrawn_at IS NOT NULL, {_PROVEN}, asked.open, asked.upheld
FROM notices_notice AS n CROSS JOIN LATERAL ({_ASKED}) AS asked WHERE n.id = ANY(%s)
"""  # noqa: S608 - constants


def disclosed(area: str, duty: int, period: str) -> bool:
    """Whether a place has published what it owes for a period."""
    rows = Notice.objects.filter(area=area, duty=duty, period=period, posted_at__isnull=False)
    return rows.filter(withdrawn_at=None).exists()


@dataclass(frozen=True)
class Owed:
    """What a village owes for a duty and period, and whether it has published it."""

    area: Area
    duty: Duty
    period: str
    late: bool
    notice: int | None


def owed(reach: str, at: datetime) -> list[Owed]:
    """公开情况: for each village in reach and each duty it has, the last period that ended; one question for each duty."""
    today, found = localdate(at), []
    villages = list(Area.objects.filter(code__startswith=reach, level=Area.Level.VILLAGE, valid_to=None))
    for duty in Duty.objects.all():
        period = rules.last_ended(today, duty.every)
        done = dict(
            Notice.objects.filter(
                _in(reach), duty=duty, period=period, posted_at__isnull=False, withdrawn_at=None
            ).values_list("area_id", "id")
        )
        late = (today - rules.last_day_of(period)).days > duty.within_days
        found += [
            Owed(area, duty, period, late and area.code not in done, done.get(area.code))
            for area in villages
            if duty.everywhere or area.code in duty.areas
            if rules.last_day_of(period).isoformat() >= duty.named_on.get(area.code, "")
        ]
    return found


def overdue(reach: str) -> list[Overdue]:
    """逾期未公开: in reach, the oldest first."""
    rows = Overdue.objects.filter(_in(reach), met_at=None).select_related("area", "duty")
    return list(rows.order_by("id")[: PAGE_SIZE * 5])


def to_clear(at: datetime) -> QuerySet[Notice]:
    """Notices that are over and still have their names, with nothing left to answer."""
    waiting = Objection.objects.filter(notice=OuterRef("pk"), answered_at=None)
    over = Q(until__lte=at) | Q(withdrawn_at__isnull=False)
    rows = Notice.objects.filter(over, posted_at__isnull=False, cleared_at=None)
    return rows.exclude(Exists(waiting)).order_by("until", "id")


def digest(notice: Notice) -> str:
    """What a notice says, but for the names that go: SHA-256 over title, words, and the lines in order."""
    lines = [[row.number, row.what, row.figure, row.key] for row in notice.lines.order_by("number")]
    said = {"title": notice.title, "body": notice.body, "lines": lines, "days": notice.days}
    return sha256(canonical(said)).hexdigest()


def photos_named() -> Collection[str]:
    return set(Proof.objects.values_list("digest", flat=True))
