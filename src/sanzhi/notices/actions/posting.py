"""审签公示: from a draft to what stands for everybody to read, proven by a photo, longer if need be, withdrawn if wrong."""

from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import access, queries, rules
from sanzhi.notices.files import SHELF
from sanzhi.notices.models import Notice, Overdue, Proof
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .held import a_draft, a_posted, a_running, reason_of, told

DISCLOSED = gettext_lazy("这一期已经公开过，要改请先撤回原来的公示。")


@transaction.atomic
def post_notice(notice_id: int, *, by: Actor, at: datetime) -> Notice:
    """审签公示: by a second person; stands from now on, never changes again. Raises Refusal."""
    notice = a_draft(notice_id)
    access.may_sign(by, notice).or_refuse()
    _not_disclosed_yet(notice)
    notice.signed_by_id, notice.posted_at = by.person_id, at
    notice.until = rules.ends_at(at, notice.days, people.working_calendar())
    try:
        with transaction.atomic():
            notice.save(update_fields=["signed_by", "posted_at", "until"])
    except IntegrityError as error:  # two drafts for one period, signed at the same moment
        raise Refusal("disclosed_already", DISCLOSED) from error
    Overdue.objects.filter(
        area=notice.area_id, duty=notice.duty_id, period=notice.period, met_at=None
    ).update(met_at=at)
    content = {"until": notice.until.isoformat(), "digest": queries.digest(notice)}
    told("notice.posted", notice, by, at, content)
    return notice


@transaction.atomic
def extend_notice(notice_id: int, *, days: int, reason: str, by: Actor, at: datetime) -> Notice:
    """延长公示: so many days more; never shorter. Raises Refusal."""
    notice = a_running(notice_id, at)
    access.may_sign(by, notice).or_refuse()
    rules.days_stand(days, 1).or_refuse()
    assert notice.until
    notice.until = rules.ends_at(notice.until - rules.A_MOMENT, days, people.working_calendar())
    notice.save(update_fields=["until"])
    said = {"until": notice.until.isoformat(), "reason": reason_of(reason)}
    told("notice.extended", notice, by, at, said)
    return notice


@transaction.atomic
def withdraw_notice(notice_id: int, *, reason: str, by: Actor, at: datetime) -> Notice:
    """撤回公示: nothing that it announced takes effect; it stays to be read, marked. Raises Refusal."""
    notice = a_posted(notice_id)
    access.may_sign(by, notice).or_refuse()
    if notice.withdrawn_at:
        return notice
    notice.withdrawn_at = at
    notice.save(update_fields=["withdrawn_at"])
    told("notice.withdrawn", notice, by, at, {"reason": reason_of(reason)})
    return notice


@transaction.atomic
def recall_notice(notice_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """收回公示: by the room that asked for it, because whoever is named took their consent back: a draft goes, what
    hangs is withdrawn, and its names with it, at once. Whether `by` may is that room's to know. Raises Refusal."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice_id)
    if notice.posted_at is None:
        said = {"title": notice.title, "reason": reason_of(reason)}
        record("notice.dropped", by=by.person_id, at=at, about=("notice", notice.id), content=said)
        notice.delete()
    elif notice.withdrawn_at is None:
        notice.withdrawn_at = at
        notice.save(update_fields=["withdrawn_at"])
        told("notice.withdrawn", notice, by, at, {"reason": reason_of(reason)})


@transaction.atomic
def prove_posted(notice_id: int, *, photo: BinaryIO, name: str, place: str, by: Actor, at: datetime) -> Proof:
    """张贴证明: a photo of it on the wall. The same photo again is the same proof. Raises Refusal."""
    notice = a_posted(notice_id)
    access.may_prove(by, notice.area_id).or_refuse()
    if len(place.strip()) < 2:
        raise Refusal("place_missing", _("请写明贴在哪里。"))
    kept = SHELF.keep_image(photo, name)
    known = Proof.objects.filter(notice=notice, digest=kept.digest).first()
    if known:
        return known
    assert by.person_id
    proof = Proof.objects.create(
        notice=notice, place=place.strip(), digest=kept.digest, mime=kept.mime, by_id=by.person_id, at=at
    )
    said = {"place": proof.place, "digest": proof.digest}
    record("notice.proven", by=by.person_id, at=at, about=("notice", notice.id), content=said)
    return proof


def _not_disclosed_yet(notice: Notice) -> None:
    if notice.duty_id and queries.disclosed(notice.area_id, notice.duty_id, notice.period):
        raise Refusal("disclosed_already", DISCLOSED)
