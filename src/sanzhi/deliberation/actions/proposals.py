"""提议: written, supported, amended by paragraph; put on an agenda, handed to where it is safe, or answered with a reason."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries, rules
from sanzhi.deliberation.models import Amendment, Item, Meeting, Proposal, Support
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import noted
from .gates import let_in
from .meetings import NewItem, put_item


@transaction.atomic
def propose(
    body_id: int, title: str, text: str, *, confidential: bool = False, by: Actor, at: datetime
) -> Proposal:
    """提议, by a resident of the place or a member of the body. Raises Refusal."""
    body = queries.body_to_propose_to(by, body_id)
    if not 2 <= len(title.strip()) <= 80 or not 5 <= len(text.strip()) <= 3000:
        raise Refusal("proposal_shape", _("题目 2 到 80 个字，内容 5 到 3000 个字。"))
    made = Proposal.objects.create(
        body=body,
        person_id=by.person_id,
        title=title.strip(),
        text=text.strip(),
        confidential=confidential,
        at=at,
    )
    said = {"council": body.pk, "confidential": confidential}
    noted("council.proposed", ("proposal", made.pk), by, at, **said)
    return made


@transaction.atomic
def support(proposal_id: int, *, by: Actor, at: datetime) -> Support:
    """附议, once each. Raises Refusal."""
    one = queries.proposal_here(by, proposal_id)
    _open(one)
    made, new = Support.objects.get_or_create(proposal=one, person_id=by.person_id, defaults={"at": at})
    if new:
        noted("council.supported", ("proposal", one.pk), by, at)
    return made


@transaction.atomic
def amend(proposal_id: int, paragraph: int, new: str, *, by: Actor, at: datetime) -> Amendment:
    """改一段: how one would have it. Raises Refusal."""
    one = queries.proposal_here(by, proposal_id)
    _open(one)
    paragraphs = rules.paragraphs_of(one.text)
    if not 0 <= paragraph < len(paragraphs) or not 1 <= len(new.strip()) <= 1000:
        raise Refusal("paragraph_unknown", _("请选一段，写改成什么样（最多 1000 个字）。"))
    if new.strip() == paragraphs[paragraph]:
        raise Refusal("nothing_changed", _("和原来的一样，没有改。"))
    made = Amendment.objects.create(
        proposal=one,
        paragraph=paragraph,
        old=paragraphs[paragraph],
        new=new.strip(),
        person_id=by.person_id,
        at=at,
    )
    noted("council.amended", ("proposal", one.pk), by, at, amendment=made.pk)
    return made


@transaction.atomic
def settle_amendment(amendment_id: int, *, taken: bool, by: Actor, at: datetime) -> Amendment:
    """采纳或者不采纳一处修改, while the proposal is open. Raises Refusal."""
    found = Amendment.objects.select_related("proposal").filter(pk=amendment_id).first()
    one = _held(found.proposal_id if found else 0, by)
    assert found  # or it was refused
    found.refresh_from_db()
    if found.state != Amendment.State.OPEN:
        raise Refusal("settled_already", _("这处修改已经定了。"))
    found.state = Amendment.State.TAKEN if taken else Amendment.State.LEFT
    try:
        with transaction.atomic():
            found.save(update_fields=["state"])
    except IntegrityError as error:
        raise Refusal("paragraph_taken", _("这一段已经采纳了另一处修改。")) from error
    noted("council.amendment_settled", ("proposal", one.pk), by, at, amendment=found.pk, taken=taken)
    return found


@transaction.atomic
def list_proposal(proposal_id: int, meeting_id: int, method: str, *, by: Actor, at: datetime) -> Item:
    """列入议程 of a meeting nobody was told of yet, as amended. Raises Refusal."""
    one = _held(proposal_id, by)
    meeting = Meeting.objects.filter(pk=meeting_id, body=one.body_id).first()
    if meeting is None:
        raise queries.refused()
    taken = {row.paragraph: row.new for row in one.amendments.filter(state="taken")}
    text = "\n".join(taken.get(n, words) for n, words in enumerate(rules.paragraphs_of(one.text)))
    new = NewItem(one.title, text, method, confidential=one.confidential)
    item = put_item(meeting.pk, new, by=by, at=at)
    _answered(one, Proposal.State.LISTED, "", by, at, item)
    return item


@transaction.atomic
def refuse_proposal(proposal_id: int, reason: str, *, by: Actor, at: datetime) -> Proposal:
    """不采纳, with the reason, which its author reads. Raises Refusal."""
    one = _held(proposal_id, by)
    if not 4 <= len(reason.strip()) <= 300:
        raise Refusal("reason_missing", _("请写明理由（4 到 300 个字），提议的人看得到。"))
    return _answered(one, Proposal.State.REFUSED, reason.strip(), by, at, None)


@transaction.atomic
def hand_to_safety(proposal_id: int, *, by: Actor, at: datetime) -> Proposal:
    """转到保护渠道: what was told in confidence of violence at home is put on no agenda. Raises Refusal."""
    one = _held(proposal_id, by)
    if not one.confidential:
        raise Refusal("not_confidential", _("只有保密的提议走这条路。"))
    return _answered(one, Proposal.State.HANDED, "", by, at, None)


def _answered(one: Proposal, state: Any, answer: str, by: Actor, at: datetime, item: Item | None) -> Proposal:
    one.state, one.answer, one.item = state, answer, item
    one.answered_by_id, one.answered_at = by.person_id, at
    one.save(update_fields=["state", "answer", "item", "answered_by", "answered_at"])
    noted(
        "council.answered",
        ("proposal", one.pk),
        by,
        at,
        tell=True,
        state=str(state),
        person=one.person_id,
        area=one.body.area_id,
    )
    return one


def _open(one: Proposal) -> None:
    if one.state != Proposal.State.OPEN:
        raise Refusal("answered_already", _("这个提议已经有答复了。"))


def _held(proposal_id: int, by: Actor) -> Proposal:
    """The open proposal, locked, for the keeper of its body."""
    with walls.the_house():
        rows = Proposal.objects.select_for_update(of=("self",)).select_related("body")
        found = rows.filter(pk=proposal_id).first()
    one = let_in(found, found and found.body, by, access.may_keep)
    _open(one)
    return one
