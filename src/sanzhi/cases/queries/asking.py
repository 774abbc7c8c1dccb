"""回访的读取: the rules in force, who is to be called, what to say, and which link opens which rating."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from sanzhi.cases import access, sampling
from sanzhi.cases.models import (
    CallBack,
    CallScript,
    Case,
    FollowUp,
    RatingLink,
    SamplingRule,
    Supervision,
)
from sanzhi.kit import crypto, ids, walls
from sanzhi.kit.verdict import Verdict
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .lists import PAGE_SIZE, visible_to
from .paging import key_at, place_of
from .rulebook import rulebook

LINK_COLUMN = "cases_ratinglink.token"
TOKEN_BYTES = 20  # 160 bits
HEADER = 2  # of a keyed index: suite and key version


@dataclass(frozen=True)
class SamplingBook:
    """抽样规则集: the version in force and its rules in order."""

    version: int
    rules: tuple[sampling.SampleRule, ...]


def sampling_book() -> SamplingBook:
    rows = sampling_rules(sampling_version())
    told = tuple(sampling.SampleRule(r.order, r.name, r.when, r.percent, r.wait_days) for r in rows)
    return SamplingBook(rows[0].version if rows else 0, told)


def sampling_version() -> int:
    return SamplingRule.objects.aggregate(last=Max("version"))["last"] or 0


def sampling_rules(version: int) -> list[SamplingRule]:
    return list(SamplingRule.objects.filter(version=version))


def sampling_versions() -> list[dict[str, Any]]:
    """Every version ever in force, newest first: {"version", "effective_from", "rules"}."""
    rows = SamplingRule.objects.values("version", "effective_from").annotate(rules=Count("id"))
    return list(rows.order_by("-version")[:PAGE_SIZE])


def asked_of(case: Case) -> sampling.Asked:
    """What the rules look at in this case."""
    supervised = Supervision.objects.filter(case=case).exists()
    return _asked(case, rulebook().paces, supervised, *people.can_be_reached(case.reporter_id, "rating"))


def _asked(
    case: Case, paces: Mapping[str, str], supervised: bool, has_phone: bool, may_text: bool
) -> sampling.Asked:
    return sampling.Asked(
        category=case.category_id,
        emergency=paces.get(case.category_id) == "emergency",
        carded=bool(case.card),
        returned=case.returns > 0,
        reopened=case.reopens > 0,
        urged=case.urges > 0,
        supervised=supervised,
        has_phone=has_phone,
        may_text=may_text,
    )


@dataclass(frozen=True)
class SamplingPreview:
    """抽样预览: of the cases finished in a span, how many these rules would have had called, rule by rule."""

    cases: int
    ways: dict[str, int]
    by_rule: dict[int, tuple[int, int]]  # order → (called, fitting)


MOST_PREVIEWED = 20_000


@walls.the_house()  # counts for whoever keeps the rules
def preview_sampling(
    rules: Sequence[sampling.SampleRule], *, since: datetime, until: datetime
) -> SamplingPreview:
    """Draw again for every case that was asked about in the span, with the lot it drew then. Counts only: no case is shown."""
    rows = FollowUp.objects.filter(at__gte=since, at__lt=until)
    ways = dict.fromkeys(FollowUp.How.values, 0)
    by_rule = {rule.order: (0, 0) for rule in rules}
    count = 0
    known = rows.select_related("case").annotate(
        phone_is=Q(case__reporter__phone__isnull=False),
        supervised=Exists(Supervision.objects.filter(case=OuterRef("case"))),
    )
    paces = rulebook().paces
    for row in known.order_by("-at")[:MOST_PREVIEWED].iterator(chunk_size=2000):
        count += 1
        asked = _asked(row.case, paces, row.supervised, row.phone_is, row.how != FollowUp.How.OUT)
        drawn = sampling.sample(rules, asked, row.seed)
        ways[drawn.how] += 1
        if fitting := next((line for line in drawn.trace if line["fits"]), None):
            called, fits = by_rule[fitting["rule"]]
            by_rule[fitting["rule"]] = (called + (drawn.how == sampling.CALL), fits + 1)
    return SamplingPreview(count, ways, by_rule)


# --- the desk's queue -----------------------------------------------------------------------------


def to_call(
    actor: Actor, at: datetime, *, later: bool = False, after: str = ""
) -> tuple[list[FollowUp], str]:
    """Whom to call: those due now, the longest waiting first; or those whose time is still to come.

    A page, and the key where the next begins, or "".
    """
    rows = _open(actor).filter(how=FollowUp.How.CALL)
    rows = rows.filter(next_try_at__gt=at) if later else rows.filter(next_try_at__lte=at)
    if place := place_of(after):
        moment, follow_up_id = place
        rows = rows.filter(Q(next_try_at__gt=moment) | Q(next_try_at=moment, id__gt=follow_up_id))
    tries = Count(
        "case__call_backs", filter=Q(case__call_backs__reached=False) & Q(case__call_backs__round=F("round"))
    )
    rows = rows.select_related("case__area", "case__category", "case__lead", "held_by").annotate(tries=tries)
    found = list(rows.order_by("next_try_at", "id")[: PAGE_SIZE + 1])
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return found[:PAGE_SIZE], key_at(last.next_try_at, last.id) if last and last.next_try_at else ""


def _open(actor: Actor) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(settled_at=None, case__in=visible_to(actor))


def callback_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """How many wait to be called now, later, and for their own rating."""
    call = Q(how=FollowUp.How.CALL)
    return _open(actor).aggregate(
        now=Count("id", filter=call & Q(next_try_at__lte=at)),
        later=Count("id", filter=call & Q(next_try_at__gt=at)),
        unasked=Count("id", filter=~call),
    )


def follow_up_of(case: Case) -> FollowUp | None:
    """How the citizen is being asked about this case now."""
    return FollowUp.objects.filter(case=case, settled_at=None).select_related("held_by").first()


def last_follow_up(case: Case) -> FollowUp | None:
    rows = FollowUp.objects.filter(case=case).select_related("held_by", "link")
    return rows.order_by("-round").first()


def may_try_now(case: Case, at: datetime) -> Verdict:
    """May another call in vain be written down now, or is it the same half-day?"""
    return sampling.may_try([one.at for one in tries_of(case)], at)


def number_of(case: Case) -> str:
    return ids.case_number("TX", case.reported_at.year, case.id)


def tries_of(case: Case) -> list[CallBack]:
    """The calls of this round that reached nobody, oldest first."""
    rows = CallBack.objects.filter(case=case, round=case.reopens, reached=False)
    return list(rows.select_related("by").order_by("id"))


# --- what to say ----------------------------------------------------------------------------------


def script_for(category_code: str) -> CallScript | None:
    """The newest script of the category, of what it belongs to, or of any."""
    parts = category_code.split(".")
    wanted = [".".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
    rows = CallScript.objects.filter(Q(category_id__in=wanted) | Q(category=None))
    newest = {row.category_id: row for row in rows.order_by("version")}
    return next((newest[code] for code in (*wanted, None) if code in newest), None)


def scripts() -> list[CallScript]:
    """The newest script of each category."""
    rows = CallScript.objects.order_by("category_id", "-version").distinct("category_id")
    return list(rows.select_related("category"))


# --- links ----------------------------------------------------------------------------------------


def make_token(salt: bytes) -> str:
    """The token of a salt under the county's present key: 160 bits that only the key's holder can make."""
    return _token(crypto.blind_index(bytes(salt).hex(), column=LINK_COLUMN))


def _token(index: bytes) -> str:
    return base64.urlsafe_b64encode(index[HEADER : HEADER + TOKEN_BYTES]).decode().rstrip("=")


def token_of(link: RatingLink) -> str:
    """The token again, under whichever key it was made; "" when that key is gone."""
    for index in crypto.blind_indexes(bytes(link.salt).hex(), column=LINK_COLUMN):
        token = _token(index)
        if sha256(token.encode()).digest() == bytes(link.digest):
            return token
    return ""


def asking_of(actor: Actor, case: Case, at: datetime) -> dict[str, Any]:
    """For the page of a case: {"follow_up", "may_print", "may_revoke"}."""
    asked = case.done_at or case.reopens or case.state == "follow_up"
    follow_up = last_follow_up(case) if asked else None
    if follow_up is None:
        return {"follow_up": None}
    link, has_phone = getattr(follow_up, "link", None), follow_up.how != FollowUp.How.NO_CONTACT
    alive = link and not link.used_at and not link.revoked_at and link.expires_at > at
    return {
        "follow_up": follow_up,
        "may_print": alive and access.may_print_link(actor, case, has_phone=has_phone).ok,
        "may_revoke": alive and access.may_revoke_link(actor, case).ok,
    }


def live_link(case: Case, at: datetime) -> RatingLink | None:
    """The link by which this case can be rated now."""
    alive = RatingLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)
    return alive.filter(follow_up__case=case).order_by("-id").first()


def link_by_id(link_id: int) -> RatingLink | None:
    return RatingLink.objects.filter(pk=link_id).first()


@dataclass(frozen=True)
class Ratable:
    """可评价的事项: no more of it than its number and category."""

    link_id: int
    case_id: int
    reporter_id: int
    number: str
    category: str


@walls.the_house()  # its own rule: the link
def ratable(token: str, at: datetime) -> Ratable | None:
    """What a token opens; None for every token that opens nothing, whatever the reason."""
    digest = sha256(token.encode()).digest()
    alive = RatingLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)
    link = alive.filter(digest=digest).select_related("follow_up__case__category").first()
    if link is None:
        return None
    case = link.follow_up.case
    number = number_of(case)
    return Ratable(link.id, case.id, case.reporter_id, number, case.category.name)


def titles_of(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """The titles of those cases that the actor may see, by public code: for the pages that list messages."""
    return dict(visible_to(actor).filter(public_code__in=list(codes)).values_list("public_code", "title"))
