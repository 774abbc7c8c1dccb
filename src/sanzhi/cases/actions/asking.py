"""回访安排: drawn when a matter comes to be asked about, settled when it leaves; nothing passes by unasked and uncounted."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db.models.functions import Coalesce

from sanzhi.cases import queries, sampling
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case, FollowUp, RatingLink
from sanzhi.people import queries as people

ASKING = "follow_up"
# Who was not heard may still be: these leave the link alive.
KEEP_LINK = ("close_unreached", "close_unasked", "decline_answer", "rate_late")


def follow(case: Case, step: str, came_from: str, *, at: datetime) -> None:
    """After a step: draw how the citizen is asked, or note how the asking ended."""
    if case.state == ASKING and came_from != ASKING:
        _draw(case, at)
        return
    if came_from == ASKING and case.state != ASKING:
        FollowUp.objects.filter(case=case, settled_at=None).update(
            settled_at=at, settled_as=step, held_by=None, held_until=None
        )
    if came_from in (ASKING, "closed") and step not in KEEP_LINK:
        _revoke(case, at)


def _revoke(case: Case, at: datetime) -> None:
    RatingLink.objects.filter(follow_up__case=case, used_at=None, revoked_at=None).update(revoked_at=at)


def _draw(case: Case, at: datetime) -> None:
    book = queries.sampling_book()
    asked = queries.asked_of(case)
    seed = secrets.token_hex(8)
    drawn = sampling.sample(book.rules, asked, seed)
    how = drawn.how
    if how != sampling.CALL and not _may_go_unasked(case):
        how = sampling.CALL  # filed under a flow in which only a call can close it
    follow_up = FollowUp.objects.create(
        case=case,
        round=case.reopens,
        how=how,
        at=at,
        seed=seed,
        version=book.version,
        trace=drawn.trace,
        next_try_at=sampling.first_try(at, drawn.wait_days, people.working_calendar())
        if how == sampling.CALL
        else None,
    )
    _make_link(follow_up, at)


def _may_go_unasked(case: Case) -> bool:
    return any(step.name == "close_unasked" for step in flow_of(case.kind, case.kind_version).steps)


def _make_link(follow_up: FollowUp, at: datetime) -> None:
    """The token is made from the salt and the county's key whenever it is needed, and is kept nowhere."""
    salt = secrets.token_bytes(16)
    digest = sha256(queries.make_token(salt).encode()).digest()
    RatingLink.objects.create(
        follow_up=follow_up, salt=salt, digest=digest, made_at=at, expires_at=at + sampling.LINK_LIFE
    )


def note_try(case: Case, *, at: datetime) -> None:
    """A call that reached nobody: when to try again; a matter called by choice is among the called from now on."""
    FollowUp.objects.filter(case=case, settled_at=None).update(
        how=sampling.CALL,
        next_try_at=sampling.next_try(at, people.working_calendar()),
        held_by=None,
        held_until=None,
    )


def note_call(case: Case) -> None:
    """A call that was answered, before the case moves on."""
    FollowUp.objects.filter(case=case, settled_at=None).update(
        how=sampling.CALL, next_try_at=Coalesce("next_try_at", "at")
    )
