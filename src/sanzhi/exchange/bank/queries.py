"""积分证明: one's own; and for an officer, one found by its code or by its text, if it is for their bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanzhi.kit import crypto, ids, walls
from sanzhi.kit.tickets import Tickets
from sanzhi.kit.verdict import Refusal, Verdict, no
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.points import queries as points
from sanzhi.points.models import Participant

from . import access, facts, rules, signing
from .models import LIST_SIZE, Answer, Checking, Statement
from .terms import BAND_NAMES, FIELDS, SHORT

__all__ = ["BAND_NAMES", "FIELDS", "SHORT"]
PURPOSES = Statement.Purpose.choices
OUTCOMES = Answer.Outcome.choices
LIST_SECONDS = int(signing.LIST_LIVES.total_seconds()) // 3

PAGE_SIZE = 20
SHOWN_FOR = timedelta(minutes=30)  # 本平台约定: then it is checked again
TABLE = "exchange_statement"
TICKETS = Tickets("exchange_statement.salt", "exchange_statement.digest")


@dataclass(frozen=True)
class Seen:
    """核对结果: the row, what it says, and whether it is worth anything now."""

    statement: Statement
    claims: dict[str, Any]
    verdict: Verdict


def banks(at: datetime) -> list[Office]:
    """The banks that statements can be for."""
    return list(people.offices_of_kind(str(Office.Kind.BANK), at))


def may_ask(actor: Actor) -> Verdict:
    """A resident who takes part; anybody else is told why not."""
    verdict = access.may_ask(actor)
    if verdict.ok and points.participation_of(actor.person_id or 0) is None:
        return no("takes_no_part", _("参加了积分的人才有积分证明可开；不参加不影响办任何事。"))
    return verdict


def member_asking(actor: Actor) -> Participant:
    """Who asks, as somebody who takes part. Refusal only_oneself or takes_no_part."""
    may_ask(actor).or_refuse()
    member = points.participation_of(actor.person_id or 0)
    if member is None:
        raise Refusal("moved_meanwhile", _("您刚刚退出了积分。"))
    return member


def preview(actor: Actor, fields: Sequence[str], purpose: str, at: datetime) -> dict[str, Any]:
    """What the bank would read, before anything is signed."""
    return facts.of(member_asking(actor), rules.in_order(fields), purpose, at)


def visible_to(actor: Actor) -> QuerySet[Statement]:
    """One's own; a bank meets one only by its code or its text."""
    rows = (
        Statement.objects.filter(person=actor.person_id or 0)
        if actor.is_resident
        else Statement.objects.none()
    )
    return rows.select_related("bank")


def mine(actor: Actor, before: int = 0) -> list[Statement]:
    """我的证明, the newest first, a page and one more."""
    rows = visible_to(actor)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def kept_of(actor: Actor) -> list[dict[str, Any]]:
    """Everything kept of one's statements, for one's own copy (个人信息保护法 art. 45). Two queries."""
    return [
        {
            "bank": one.bank.name, "purpose": one.purpose, "fields": one.fields, "issued_at": one.issued_at,
            "expires_at": one.expires_at, "revoked_at": one.revoked_at,
            "answers": [{"outcome": said.outcome, "reason": said.reason, "at": said.at} for said in answers_of(one)],
        }
        for one in visible_to(actor).prefetch_related("answers").order_by("-id")
    ]  # fmt: skip


def statement_of(actor: Actor, statement: int) -> Statement:
    found = visible_to(actor).prefetch_related("answers").filter(pk=statement).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这份证明。"))
    return found


def checkings_of(statement: Statement) -> list[Checking]:
    """谁核对过, the newest first."""
    return list(statement.checkings.select_related("office").order_by("-id")[:PAGE_SIZE])


def answers_of(statement: Statement) -> list[Answer]:
    return sorted(statement.answers.all(), key=lambda one: one.again)


def text_of(statement: Statement) -> str:
    """The signed text; "" once it is no longer kept."""
    kept = bytes(statement.token)
    return crypto.decrypt(kept, table=TABLE, column="token", row=statement.id) if kept else ""


def claims_of(statement: Statement) -> dict[str, Any]:
    """What it says; nothing once it is no longer kept."""
    text = text_of(statement)
    return signing.read(text) if text else {}


def copy_of(statement: Statement, fields: Sequence[str]) -> str:
    """The signed text with no more than `fields`; what is left out can be neither read nor guessed."""
    return signing.narrowed(text_of(statement), set(fields))


def still_confirmed(confirmed_at: datetime, at: datetime) -> bool:
    return rules.confirmed(confirmed_at, at).ok


def standing(statement: Statement, at: datetime) -> Verdict:
    """Whether it is worth anything now."""
    held = rules.Standing(statement.issued_at, statement.expires_at, statement.revoked_at)
    return rules.good(held, at)


def code_of(statement: Statement) -> str:
    """The code again; "" when the key it was made under is gone."""
    return TICKETS.code_of(statement.salt, statement.digest)


def seen_by_code(actor: Actor, typed: str, at: datetime) -> Seen:
    """By what the QR holds. Refusal code_length, code_mistyped or not_visible; other_bank where it is not for theirs."""
    access.may_check(actor).or_refuse()
    code = ids.normalise_code(typed)
    with walls.the_house():
        rows = Statement.objects.filter(digest__in=TICKETS.digests(code))
        found = rows.select_related("bank").first()
        if found is None:
            raise Refusal("not_visible", _("没有这份证明，请对照居民手机上的核对码。"))
        text = text_of(found)
    return _seen(actor, found, signing.read(text) if text else {}, at)


def seen_by_text(actor: Actor, text: str, at: datetime) -> Seen:
    """By the signed text itself. Refusal statement_false for what we did not sign so."""
    access.may_check(actor).or_refuse()
    claims = signing.read(text)
    with walls.the_house():
        rows = Statement.objects.filter(position=signing.position_in(claims))
        found = rows.select_related("bank").first()
    if found is None:
        raise Refusal("statement_false", _("这不是本平台签发的积分证明，或者被改动过，不能作依据。"))
    return _seen(actor, found, claims, at)


def _seen(actor: Actor, found: Statement, claims: dict[str, Any], at: datetime) -> Seen:
    if found.bank_id != actor.office_id or claims.get("aud", found.bank.code) != found.bank.code:
        raise Refusal("other_bank", _("这份证明不是开给您行的，不能在这里核对。"))
    verdict = standing(found, at)
    return Seen(found, claims if verdict.ok else {}, verdict)


def seen_again(actor: Actor, checking: int, at: datetime) -> tuple[Checking, Seen]:
    """What one's own check of a moment ago showed; what has ended or was taken back since is not shown any more."""
    access.may_check(actor).or_refuse()
    with walls.the_house():
        rows = Checking.objects.filter(pk=checking, by=actor.person_id, office=actor.office_id)
        made = rows.filter(at__gt=at - SHOWN_FOR).select_related("statement__bank").first()
        if made is None:
            raise Refusal("not_visible", _("核对过了一会儿，请重新核对。"))
        text = text_of(made.statement)
    claims = signing.read(signing.narrowed(text, made.fields)) if text else {}
    return made, _seen(actor, made.statement, claims, at)


def checked_lately(actor: Actor) -> list[Checking]:
    """本行最近核对的; no names among it."""
    access.may_check(actor).or_refuse()
    with walls.the_house():
        rows = Checking.objects.filter(office=actor.office_id).select_related("statement").order_by("-id")
        return list(rows[:PAGE_SIZE])


def to_answer_again(actor: Actor) -> list[Answer]:
    """居民要求复核的, the oldest first."""
    access.may_check(actor).or_refuse()
    with walls.the_house():
        rows = Answer.objects.filter(statement__bank=actor.office_id, asked_again_at__isnull=False)
        rows = rows.exclude(statement__answers__again=True)
        return list(rows.select_related("statement").order_by("asked_again_at")[:PAGE_SIZE])


def issuer(origin: str) -> dict[str, Any]:
    """Who signs, and the key that checks it."""
    return {"issuer": signing.issuer_of(origin), "jwks": {"keys": [signing.public_key()]}}


def list_of(number: int, *, origin: str, at: datetime) -> str:
    """A status list for banks that ask by machine: which were taken back, and nothing of whose they are."""
    with walls.the_house():
        rows = Statement.objects.filter(
            position__gte=number * LIST_SIZE, position__lt=(number + 1) * LIST_SIZE, revoked_at__isnull=False
        )
        revoked = [position % LIST_SIZE for position in rows.values_list("position", flat=True)]
    return signing.status_list(number, revoked, origin=origin, at=at)
