"""落实: what follows from a resolution is given to somebody, shown as done, accepted by residents or sent back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries
from sanzhi.deliberation.models import Acceptance, Item, Resolution, Task
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import noted
from .gates import let_in


@transaction.atomic
def give_task(item_id: int, text: str, owner: str, due_on: date, *, by: Actor, at: datetime) -> Task:
    """交办: what is to be done after a resolution that passed, whose it is, by when. Raises Refusal."""
    found = Item.objects.select_related("meeting__body").filter(pk=item_id).first()
    body = let_in(found, found and found.meeting.body, by, access.may_keep).meeting.body
    resolution = Resolution.objects.filter(item=item_id, passed=True).first()
    if resolution is None:
        raise Refusal("not_passed", _("没有通过的，不交办。"))
    if not 4 <= len(text.strip()) <= 300 or not 2 <= len(owner.strip()) <= 60 or due_on <= localdate(at):
        raise Refusal("task_shape", _("请写要做什么（4 到 300 个字）、由谁来办，期限在今天以后。"))
    task = Task.objects.create(
        resolution=resolution, body=body, text=text.strip(), owner=owner.strip(), due_on=due_on, given_by_id=by.person_id,
        given_at=at,
    )  # fmt: skip
    _told("given", task, by, at)
    return task


@transaction.atomic
def show_done(task_id: int, evidence: str, photo: Kept | None, *, by: Actor, at: datetime) -> Task:
    """办好了, and what shows it; residents say whether it is so. Raises Refusal."""
    task = _held(task_id, by)
    if task.state != Task.State.GIVEN:
        raise Refusal("wrong_state", _("这件事不在落实中。"))
    if not 4 <= len(evidence.strip()) <= 300:
        raise Refusal("evidence_missing", _("请写明怎么办好的（4 到 300 个字）。"))
    task.state, task.evidence, task.done_at = Task.State.DONE, evidence.strip(), at
    task.photo, task.mime = (photo.digest, photo.mime) if photo else ("", "")
    task.save(update_fields=["state", "evidence", "done_at", "photo", "mime"])
    _told("done", task, by, at)
    return task


@transaction.atomic
def say_of_task(task_id: int, *, content: bool, words: str = "", by: Actor, at: datetime) -> Acceptance:
    """验收意见, of whoever sits in the body or proposed it, once a round. Raises Refusal."""
    task = queries.task_here(by, task_id)
    if task.state != Task.State.DONE:
        raise Refusal("wrong_state", _("这件事现在不验收。"))
    if not content and len(words.strip()) < 2:
        raise Refusal("words_missing", _("不满意的，请写哪里没办好。"))
    made, new = Acceptance.objects.get_or_create(
        task=task, person_id=by.person_id, round=task.round,
        defaults={"content": content, "words": words.strip()[:200], "at": at},
    )  # fmt: skip
    if not new:
        raise Refusal("said_already", _("您已经说过了。"))
    noted("council.task_judged", ("task", task.pk), by, at, content=content)
    return made


@transaction.atomic
def end_acceptance(task_id: int, *, by: Actor, at: datetime) -> Task:
    """验收: accepted when more than half of those who spoke are content; else back to its owner. Counted, not chosen. Raises Refusal."""
    task = _held(task_id, by)
    if task.state != Task.State.DONE:
        raise Refusal("wrong_state", _("这件事现在不验收。"))
    said = queries.said_of(task)
    if not said.all:
        raise Refusal("nobody_spoke", _("还没有居民说过意见，不能验收。"))
    if said.content * 2 > said.all:
        task.state, task.ended_at = Task.State.ACCEPTED, at
        task.save(update_fields=["state", "ended_at"])
    else:
        task.state, task.round = Task.State.GIVEN, task.round + 1
        task.save(update_fields=["state", "round"])
    _told("ended", task, by, at)
    return task


def _told(step: str, task: Task, by: Actor, at: datetime) -> None:
    noted(
        f"council.task_{step}", ("task", task.pk), by, at, tell=True, council=task.body_id, state=task.state
    )


def _held(task_id: int, by: Actor) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("body").filter(pk=task_id).first()
    return let_in(task, task and task.body, by, access.may_keep)
