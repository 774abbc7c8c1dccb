"""办理与答复: more time asked and granted, the opinion on each claim, its service, and what the petitioner says of it
(《信访工作条例》第二十九条、第三十二条、第三十四条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries, rules
from sanzhi.petitions.models import Claim, Letter, Petition
from sanzhi.petitions.rules import Answer

from .held import Held, Section, day_of, ending, held, issue, step, work
from .joining import parts_of, parts_written


@dataclass(frozen=True)
class Opinion:
    """处理意见: the facts found (time, place, main facts), the law and policy it rests on, and the opinion on each claim in
    order. `settled`: what the two sides agreed, where they did (第三十三条)."""

    facts: str
    law: str
    answers: Sequence[Answer] = ()
    settled: str = ""


@transaction.atomic
def ask_more_time(
    case_id: int, *, days: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """申请延期, once, at most thirty days, before the sixty are over."""
    it = held(case_id, version)
    work(it, by, access.handles(by, it.petition), "petition-askmore")
    if not 1 <= days <= rules.MOST_MORE:
        raise Refusal("too_much_time", _("延长期限不得超过 30 日（《信访工作条例》第三十四条）。"))
    if it.petition.more_days:
        raise Refusal("already_asked", _("已经申请延期，正在等负责人批准。"))
    if it.petition.letters.filter(kind="extension").exists():
        raise Refusal("extended", _("已经延期过一次，不能再延。"))
    if it.case.due_at is not None and at >= it.case.due_at:
        raise Refusal("too_late", _("办理期限已经过了，不能再延期。"))
    step(it, "petition-askmore", by=by, at=at, content={"reason": reason.strip(), "more": days})
    it.petition.more_days, it.petition.more_asked_at, it.petition.more_by_id = days, at, by.person_id
    it.petition.save(update_fields=["more_days", "more_asked_at", "more_by"])
    return it.petition


@transaction.atomic
def answer_more_time(
    case_id: int, *, granted: bool, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """批准延期, by the head of the organ; the petitioner is told why in writing, and the new day is counted, never typed."""
    it = held(case_id, version)
    one = it.petition
    days, asked_at, asked_by = one.more_days, one.more_asked_at, one.more_by_id
    if days is None or asked_at is None or asked_by is None:
        raise Refusal("nothing_asked", _("没有人申请延期。"))
    access.may_approve(by, one).or_refuse()
    one.more_days = one.more_asked_at = one.more_by_id = None
    one.save(update_fields=["more_days", "more_asked_at", "more_by"])
    if not granted:
        step(it, "petition-nomore", by=by, at=at, content={"reason": reason.strip()})
        return one
    due = cases.extend_as_agreed(
        it.case, days, asked_by=asked_by, asked_at=asked_at, answered_by=by.person_id or 0, at=at
    )
    issue(
        it, "extension", office=one.organ_id or 0, by=by, at=at,
        fields=[("受理日期", day_of(one.accepted_at or at)), ("延长", f"{days} 日"), ("办结期限", queries.last_day(due))],
        sections=[Section("延期的理由", [reason.strip()]),
                  Section("依据", ["《信访工作条例》第三十四条：情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过三十日，并告知信访人延期理由。"])],
    )  # fmt: skip
    step(it, "petition-more", by=by, at=at, content={"reason": reason.strip(), "more": days}, due_at=due)
    return one


@transaction.atomic
def answer(case_id: int, said: Opinion, *, by: Actor, at: datetime, version: int | None = None) -> Letter:
    """出具处理意见书: claims one by one, facts, grounds, opinion on each, and to whom one may go within thirty days."""
    it = held(case_id, version)
    one = it.petition
    work(it, by, access.handles(by, one), "petition-answer")
    claims = it.claims
    worded(said)
    rules.answers_stand(len(claims), said.answers).or_refuse()
    parts_written(it)
    for claim, answered in zip(claims, said.answers, strict=True):
        claim.opinion, claim.answer = answered.opinion, answered.words.strip()
        claim.save(update_fields=["opinion", "answer"])
    above = queries.above(one.organ_id or 0, at)
    letter = issue(
        it, "opinion", office=one.organ_id or 0, by=by, at=at,
        fields=[*_came(it), ("受理日期", day_of(one.accepted_at or at)), ("抄送", above.name if above else "")],
        sections=[
            Section("信访人反映的事实和理由", [it.case.text, one.reasons]),
            *opinion_sections(said, claims),
            *parts_of(it),
            Section("救济途径", [remedy("处理", "复查", above.name if above else "原办理机关、单位的上一级机关、单位", "三十五")]),
        ],
    )  # fmt: skip
    one.reviewer, one.served_at, one.ask_by = above, None, None
    one.save(update_fields=["reviewer", "served_at", "ask_by"])
    step(it, "petition-answer", by=by, at=at, content={"letter": letter.number}, done_at=at,
         done_late=bool(it.case.due_at and at >= it.case.due_at), handled_by_id=by.person_id)  # fmt: skip
    return letter


def worded(said: Opinion) -> None:
    if len(said.facts.strip()) < 10:
        raise Refusal("facts_missing", _("请写明查明的事实：时间、地点、主要情况。"))
    if len(said.law.strip()) < 5:
        raise Refusal("law_missing", _("请写明依据的法律、法规和政策（《信访工作条例》第三十二条）。"))


def _came(it: Held) -> list[tuple[str, str]]:
    """From whom and when the organ had it."""
    sent = it.petition.letters.filter(kind__in=["transfer", "assignment"]).select_related("office").last()
    if sent is None:
        return []
    how = "交办" if sent.kind == "assignment" else "转送"
    return [(f"{how}单位和日期", f"{sent.office.name}，{day_of(sent.issued_at)}")]


def opinion_sections(said: Opinion, claims: Sequence[Claim]) -> list[Section]:
    """What an opinion of any round says."""
    asked = [f"{one.place}．{one.words}" for one in claims]
    named = dict(Claim.Opinion.choices)
    answered = [
        f"{one.place}．对“{one.words}”：{named[one.opinion]}。{one.answer}" for one in claims if one.opinion
    ]
    found = [
        Section("信访人的请求", asked),
        Section("查明的事实", [said.facts.strip()]),
        Section("法律和政策依据", [said.law.strip()]),
        Section("处理意见", answered),
    ]
    if said.settled.strip():
        found.append(Section("调解、和解的结果", [said.settled.strip()]))
    return found


def remedy(round_: str, next_: str, body: str, article: str) -> str:
    return f"如不服本{round_}意见，您可以自收到本意见书之日起三十日内，向{body}请求{next_}（《信访工作条例》第{article}条）。"


@transaction.atomic
def tell(
    case_id: int, *, adopted: str, reply: str, by: Actor, at: datetime, version: int | None = None
) -> Letter:
    """答复建议意见: what study found, and whether it is adopted."""
    it = held(case_id, version)
    one = it.petition
    work(it, by, access.handles(by, one), "petition-tell")
    if adopted not in ("yes", "part", "no") or len(reply.strip()) < 10:
        raise Refusal("reply_missing", _("请选择是否采纳，并写明研究的结果，至少 10 个字。"))
    one.adopted = adopted
    one.save(update_fields=["adopted"])
    letter = issue(
        it, "told", office=one.organ_id or 0, by=by, at=at, fields=[("采纳情况", one.get_adopted_display())],
        sections=[Section("研究的结果", [reply.strip()]),
                  Section("依据", ["《信访工作条例》第二十九条：对建议意见类事项认真研究论证，科学合理、具有现实可行性的，采纳或者部分采纳，并予以回复。"])],
    )  # fmt: skip
    step(
        it,
        ending(it, "petition-tell"),
        by=by,
        at=at,
        content={"reply": reply.strip(), "letter": letter.number},
    )
    return letter


NEXT = {"opinion": "petition-askreview", "review": "petition-askexam"}


@transaction.atomic
def serve(
    letter_id: int, *, how: str, receipt: str, by: Actor, at: datetime, on: datetime | None = None
) -> Letter:
    """送达: how and when it reached the petitioner, and who signed. From that day the next round may be asked for."""
    found = Letter.objects.get(pk=letter_id)
    it = held(found.petition_id)
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    desks = (letter.office_id, it.case.receiver_id)
    may = by.may("petition.handle") or by.may("petition.register")
    work(it, by, may and by.office_id in desks)
    if letter.served_at is not None:
        return letter
    when = on or at
    if how not in Letter.Served.values or when > at or when < letter.issued_at:
        raise Refusal("service_wrong", _("请选择怎样送达；送达的时间在出具之后、现在以前。"))
    letter.served_at, letter.served_how, letter.receipt = when, how, receipt.strip()[:60]
    letter.save(update_fields=["served_at", "served_how", "receipt"])
    return _counted(it, letter, by=by, at=at)


def _counted(it: Held, letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """The term of the next round, from the day of service."""
    content = {"letter": letter.number, "how": letter.served_how}
    if letter.kind in NEXT and letter.served_at:
        it.petition.served_at = letter.served_at
        it.petition.ask_by = queries.term(NEXT[letter.kind], it.case.category_id, letter.served_at)
        it.petition.save(update_fields=["served_at", "ask_by"])
    if letter.kind in ("opinion", "review", "reexam", "told", "declined"):
        step(it, "petition-served", by=by, at=at, content=content)
    return letter


@transaction.atomic
def read_letter(letter_id: int, *, by: Actor, at: datetime) -> Letter:
    """网上送达: a letter that the petitioner, who chose to be answered online, opens is served by that, once."""
    found = Letter.objects.get(pk=letter_id)
    it = held(found.petition_id)
    access.may_ask(by, it.persons).or_refuse()
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    ours = letter.kind not in queries.INSIDE
    if letter.served_at is None and ours and it.petition.reply_by == Petition.ReplyBy.ONLINE:
        letter.served_at, letter.served_how, letter.receipt = at, Letter.Served.ONLINE, by.name[:60]
        letter.save(update_fields=["served_at", "served_how", "receipt"])
        _counted(it, letter, by=by, at=at)
    return letter


@transaction.atomic
def rate(case_id: int, *, satisfied: int, words: str = "", by: Actor, at: datetime) -> Petition:
    """评价, once, by whoever petitions; for the figures of the organs, and nothing else."""
    it = held(case_id)
    access.may_ask(by, it.persons).or_refuse()
    if it.petition.satisfied is not None:
        raise Refusal("rated", _("您已经评价过了。"))
    if not 1 <= satisfied <= 5:
        raise Refusal("choice_unknown", _("请在 1 到 5 之间选择。"))
    step(it, "petition-rate", by=by, at=at, content={"text": words.strip(), "satisfied": satisfied})
    it.petition.satisfied = satisfied
    it.petition.save(update_fields=["satisfied"])
    return it.petition
