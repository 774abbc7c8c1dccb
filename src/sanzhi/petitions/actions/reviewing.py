"""复查与复核: asked for within thirty days of the service, decided within thirty, and then final for the same facts
(《信访工作条例》第三十五条、第三十六条)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.petitions import access, queries, rules
from sanzhi.petitions.models import Letter, Petition

from .handling import Opinion, opinion_sections, remedy, worded
from .held import Held, Section, day_of, ending, held, issue, step, work

BEYOND = "复查机关、单位的上一级机关、单位"
STEPS = {"review": "petition-reviewed", "reexam": "petition-final"}
RESULTS = {"keep": "维持", "change": "变更", "revoke": "撤销，责令重新办理"}


@transaction.atomic
def ask_review(case_id: int, *, reason: str, by: Actor, at: datetime) -> Petition:
    """申请复查, by whoever petitions: of the body above the organ. Too late, it is told so, with what else is open."""
    it = held(case_id)
    return _asked(it, "petition-askreview", it.petition.reviewer_id, reason, by, at)


@transaction.atomic
def ask_reexam(case_id: int, *, reason: str, by: Actor, at: datetime) -> Petition:
    """申请复核: of the body above the one that reviewed. Where that lies beyond the county, the bureau passes it on and enters
    what comes back."""
    it = held(case_id)
    above = queries.above(it.petition.reviewer_id or 0, at)
    desk = above.pk if above else it.petition.reviewer_id
    return _asked(it, "petition-askexam", desk, reason, by, at)


def _asked(it: Held, name: str, desk: int | None, reason: str, by: Actor, at: datetime) -> Petition:
    access.may_ask(by, it.persons).or_refuse()
    until = it.petition.ask_by
    rules.in_time(until, at, queries.last_day(until) if until else "").or_refuse()
    if len(reason.strip()) < 5:
        raise Refusal("reason_missing", _("请写明不服的理由，至少 5 个字。"))
    desk = desk or it.case.receiver_id
    it.petition.reviewer_id, it.petition.ask_by, it.petition.served_at = desk, None, None
    it.petition.save(update_fields=["reviewer", "ask_by", "served_at"])
    step(it, name, by=by, at=at, content={"reason": reason.strip()}, holder_id=desk)
    return it.petition


@transaction.atomic
def review(
    case_id: int, said: Opinion, *, result: str, by: Actor, at: datetime, version: int | None = None
) -> Letter:
    """出具复查意见书: kept, changed or revoked."""
    it = held(case_id, version)
    above = queries.above(it.petition.reviewer_id or 0, at)
    way = Section("救济途径", [remedy("复查", "复核", above.name if above else BEYOND, "三十六")])
    letter = _decided(it, "review", said, result, "", way, by, at)
    it.petition.served_at = it.petition.ask_by = None
    it.petition.save(update_fields=["served_at", "ask_by"])
    step(it, "petition-reviewed", by=by, at=at, content={"letter": letter.number, "result": result})
    return letter


@transaction.atomic
def reexamine(
    case_id: int, said: Opinion, *, result: str, body: str = "", by: Actor, at: datetime, version: int | None = None
) -> Letter:  # fmt: skip
    """出具复核意见书, or enter the one of a `body` beyond the county: after it the matter is final for the same facts and reasons."""
    it = held(case_id, version)
    last = Section("程序终结", [
        "本意见为信访终结意见。不服复核意见，仍然以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理（《信访工作条例》第三十六条）；有新的事实和理由的，可以另行提出。",
    ])  # fmt: skip
    letter = _decided(it, "reexam", said, result, body, last, by, at)
    it.petition.final_at, it.petition.ask_by = at, None
    it.petition.save(update_fields=["final_at", "ask_by"])
    step(it, ending(it, "petition-final"), by=by, at=at, content={"letter": letter.number, "result": result})
    return letter


def _decided(
    it: Held, kind: str, said: Opinion, result: str, body: str, last: Section, by: Actor, at: datetime
) -> Letter:
    work(it, by, access.reviews(by, it.petition), STEPS[kind])
    worded(said)
    if result not in RESULTS:
        raise Refusal("choice_unknown", _("请选择维持、变更还是撤销。"))
    before = it.petition.letters.filter(kind__in=["opinion", "review"]).select_related("office").last()
    fields = [("复核机关" if kind == "reexam" else "复查机关", body), ("结果", RESULTS[result])]
    if before:
        named = f"{before.office.name}《{before.get_kind_display()}》（{before.number}，{day_of(before.issued_at)}）"
        fields.append(("针对的意见", named))
    return issue(
        it, kind, office=by.office_id or 0, by=by, at=at, fields=fields,
        sections=[*opinion_sections(said, it.claims), last],
    )  # fmt: skip


LAPSES = {"petition-reply": "petition-lapse", "petition-reviewed": "petition-lapsed"}


@transaction.atomic
def lapse(case_id: int, *, at: datetime) -> bool:
    """期满: nobody asked for the next round in time. The petitioner is told; it is not lost in silence. False: not due any more."""
    it = held(case_id)
    until = it.petition.ask_by
    if until is None or at < until or it.case.state not in LAPSES:
        return False
    it.petition.ask_by = None
    it.petition.save(update_fields=["ask_by"])
    step(
        it,
        ending(it, LAPSES[it.case.state]),
        by=THE_CLOCK,
        at=at,
        content={"text": f"期限到{queries.last_day(until)}为止"},
    )
    return True
