"""乡贤: in the register by their own word, out of it in one step; what they suggest is answered, or goes on to a council."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation import actions as deliberation
from sanzhi.groups import access, queries
from sanzhi.groups import rules_of_gentry as rules
from sanzhi.groups.models import GentryMember, GentrySuggestion
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

CONSENT, ITEMS, WORDS = "gentry.register", ("name", "expertise"), "2026-11"


@transaction.atomic
def join_gentry(area: str, *, kind: str, name: str, expertise: str, by: Actor, at: datetime) -> GentryMember:
    """进名册, by oneself: agreeing is what enters one. Raises Refusal."""
    if not by.is_resident or by.person_id is None:
        raise Refusal("role_may_not_join", _("本人自己登记；签了字的纸由村里登记。"))
    rules.entry_stands(name=name, expertise=expertise).or_refuse()
    people.give_consent(CONSENT, ITEMS, text_version=WORDS, by=by, at=at)
    return _entered(area, by.person_id, None, kind, name, expertise, by, at)


@transaction.atomic
def enter_gentry(
    area: str, *, phone: str, kind: str, name: str, expertise: str, signed: bool, by: Actor, at: datetime
) -> GentryMember:
    """照签字纸登记, for somebody who signed one. Raises Refusal."""
    access.may_keep_gentry(by, area).or_refuse()
    rules.entry_stands(name=name, expertise=expertise).or_refuse()
    if not signed:
        raise Refusal("consent_missing", _("没有本人签字同意的，不能登记。"))
    person = people.register_named(name=name, phone=phone, by=by, at=at)
    people.enter_consent(person.pk, CONSENT, ITEMS, text_version=WORDS, by=by, at=at)
    return _entered(area, person.pk, by.person_id, kind, name, expertise, by, at)


@transaction.atomic
def leave_gentry(*, by: Actor, at: datetime) -> bool:
    """退出名册, in one step, no reason asked: neither name nor expertise is kept; gifts stay in the book as they were given."""
    one = (
        GentryMember.objects.select_for_update(of=("self",))
        .filter(person_id=by.person_id, left_at=None)
        .first()
    )
    if one is None:
        return False
    one.name, one.expertise, one.left_at = "", "", at
    one.save(update_fields=["name", "expertise", "left_at"])
    with walls.the_house():
        people.withdraw_consent(one.person, CONSENT, by=by, at=at)
    record("gentry.left", by=by.person_id, at=at, about=("gentry", one.pk), content={})
    return True


@transaction.atomic
def suggest(title: str, text: str, *, by: Actor, at: datetime) -> GentrySuggestion:
    """提建议, by whoever stands in the register. Raises Refusal."""
    member = queries.gentry_self(by)
    rules.suggestion_stands(title=title, text=text).or_refuse()
    due = localdate(at) + timedelta(days=rules.ANSWERED_WITHIN)
    one = member.suggestions.create(
        area_id=member.area_id, title=title.strip(), text=text.strip(), sent_at=at, answer_by=due
    )
    said = {"area": member.area_id, "hands": []}
    record(
        "suggestion.sent",
        by=by.person_id,
        at=at,
        about=("suggestion", one.pk),
        content=said,
        topic="suggestion.sent",
    )
    return one


@transaction.atomic
def answer_suggestion(suggestion: int, *, answer: str, by: Actor, at: datetime) -> GentrySuggestion:
    """答复建议, by the village or the town. Raises Refusal."""
    one = _held(suggestion)
    access.may_keep_gentry(by, one.area_id).or_refuse()
    if one.state != "sent":
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    if len(answer.strip()) < 4:
        raise Refusal("answer_missing", _("请写清楚采纳不采纳、为什么。"))
    one.state, one.answer = GentrySuggestion.State.ANSWERED, answer.strip()[:1000]
    one.answered_by_id, one.answered_at = by.person_id, at
    one.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    said = {"people": [one.member.person_id]}
    record("suggestion.answered", by=by.person_id, at=at, about=("suggestion", one.pk), content=said, topic="suggestion.answered")  # fmt: skip
    return one


@transaction.atomic
def take_to_council(suggestion: int, body: int, *, by: Actor, at: datetime) -> GentrySuggestion:
    """交议事会, by whoever suggested it, to a body to which they may propose: it is a proposal like any other. Raises Refusal."""
    one = _held(suggestion)
    if not by.is_resident or one.member.person_id != by.person_id:
        access.not_there().or_refuse()
    if one.proposal:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    one.proposal = deliberation.propose(body, one.title, one.text, by=by, at=at).pk
    one.state = GentrySuggestion.State.PROPOSED
    one.save(update_fields=["proposal", "state"])
    record(
        "suggestion.proposed",
        by=by.person_id,
        at=at,
        about=("suggestion", one.pk),
        content={"proposal": one.proposal},
    )
    return one


@transaction.atomic
def tell_unanswered(suggestion: int, *, at: datetime) -> bool:
    """催答复: past the term; once. Returns whether it was told now."""
    with walls.the_house():
        rows = GentrySuggestion.objects.filter(pk=suggestion, state="sent", late_told_at=None)
        if not rows.update(late_told_at=at):
            return False
        area = GentrySuggestion.objects.values_list("area_id", flat=True).get(pk=suggestion)
        said = {"area": area, "hands": []}
        record(
            "suggestion.late",
            by=None,
            at=at,
            about=("suggestion", suggestion),
            content=said,
            topic="suggestion.late",
        )
    return True


def _entered(
    area: str, person: int, clerk: int | None, kind: str, name: str, expertise: str, by: Actor, at: datetime
) -> GentryMember:
    with walls.the_house():
        if GentryMember.objects.filter(person_id=person, left_at=None).exists():
            raise Refusal("there_already", _("已经在名册上。"))
    one = GentryMember.objects.create(
        area_id=area,
        person_id=person,
        kind=kind,
        name=name.strip(),
        expertise=expertise.strip(),
        joined_at=at,
        entered_by_id=clerk,
    )
    record("gentry.joined", by=by.person_id, at=at, about=("gentry", one.pk), content={"area": area})
    return one


def _held(suggestion: int) -> GentrySuggestion:
    rows = GentrySuggestion.objects.select_for_update(of=("self",)).select_related("member")
    one = rows.filter(pk=suggestion).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    return one
