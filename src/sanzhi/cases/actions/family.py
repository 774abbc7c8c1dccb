"""一家子: merge a duplicate and undo it, link two cases, split one into parts; always by a person, never by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, kinship, queries
from sanzhi.cases.flow import flow_of
from sanzhi.cases.flow.family import way_along, way_back
from sanzhi.cases.models import Case, Link, Merge, Split
from sanzhi.cases.rules import Filing
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor

from .again import set_secrecy
from .core import hold, hold_two, take
from .dispatch import assign
from .intake import Origin, register


@transaction.atomic
def merge(
    case_id: int, *, into: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """并案: this case is handled with the case `into`; its clocks stand still, its reporter is told all the same."""
    case, main = hold_two(case_id, into, version)
    _must_see(by, main)
    kinship.may_merge(case, main, queries.kin(case.id)).or_refuse()
    _must_know(main, "absorb", _("并案"))
    row = Merge(case=case, into=main, from_state=case.state, holder_id=case.holder_id, at=at)
    content = {"reason": reason.strip(), "into": main.public_code}
    take(case, "merge", by=by, at=at, content=content, changes={"holder_id": None})
    take(main, "absorb", by=by, at=at, content={"case": case.public_code})
    row.by_id = by.person_id
    row.save()
    return case


@transaction.atomic
def unmerge(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """撤销并案: the case stands again where it stood, in the same hands, with the time it had left."""
    row = _open_merge(case_id)
    case, main = hold_two(case_id, row.into_id, version)
    row = _open_merge(case_id)
    content = {"reason": reason.strip()}
    take(case, way_back(row.from_state), by=by, at=at, content=content, changes={"holder_id": row.holder_id})
    take(main, "release", by=by, at=at, content={"case": case.public_code})
    end_merge(case, "undone", at=at)
    return case


def end_merge(case: Case, how: str, *, at: datetime) -> None:
    """What was merged is merged no longer: "undone", "rated" by its reporter, or "closed" with the main case."""
    Merge.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_as=how)


def _open_merge(case_id: int) -> Merge:
    row = Merge.objects.filter(case_id=case_id, ended_at=None).first()
    if row is None:
        raise Refusal("not_merged", _("这件事没有并入别的事项。"))
    return row


def follow_main(case: Case, main: Case, *, by: Actor, at: datetime) -> None:
    """随主事项结束: two cases already held; the one that is merged ends where its main case has, told the same.

    Not done here, or sent elsewhere: its own record says so, with the reason and the way.
    """
    words = {} if main.state == "closed" else queries.ending_words(main)
    changes = {"closed_at": at, "holder_id": None}
    take(case, way_along(main.state), by=by, at=at, content=words, changes=changes)
    end_merge(case, "closed", at=at)


def _must_know(case: Case, step: str, said: str) -> None:
    """Of a county's own kind only where its designer wanted it."""
    if isinstance(flow_of(case.kind, case.kind_version).step(step, case.state), Verdict):
        raise Refusal("not_of_its_kind", _("那件事的种类没有带“%(step)s”。") % {"step": said})


def _must_see(by: Actor, case: Case) -> None:
    """No more is told of a case one may not see than of one that does not exist."""
    access.may_see(by, case, queries.part_offices(case)).or_refuse()


@transaction.atomic
def link(
    case_id: int, *, other: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """关联: written on both cases, in one row; linked already, nothing changes."""
    if case_id == other:
        raise Refusal("link_itself", _("不能和自己关联。"))
    case, second = hold_two(case_id, other, version)
    _must_see(by, second)
    _must_know(second, "link", _("关联"))
    low, high = sorted((case_id, other))
    _link, new = Link.objects.get_or_create(
        low_id=low, high_id=high, ended_at=None, defaults={"by_id": by.person_id, "at": at}
    )
    if new:
        for one, its_other in ((case, second), (second, case)):
            content = {"reason": reason.strip(), "with": its_other.public_code}
            take(one, "link", by=by, at=at, content=content)
    return case


@transaction.atomic
def unlink(
    case_id: int, *, other: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """取消关联: from either side."""
    case, second = hold_two(case_id, other, version)
    low, high = sorted((case_id, other))
    if not Link.objects.filter(low_id=low, high_id=high, ended_at=None).update(ended_at=at):
        raise Refusal("not_linked", _("这两件事没有关联。"))
    for one, its_other in ((case, second), (second, case)):
        content = {"reason": reason.strip(), "with": its_other.public_code}
        take(one, "unlink", by=by, at=at, content=content)
    return case


@dataclass(frozen=True)
class Part:
    """拆出的一件: what it is, where, and who leads it (None: assigned later)."""

    title: str
    text: str
    category_code: str
    area_code: str
    place: str = ""
    lead: int | None = None


@transaction.atomic
def split(
    case_id: int, *, parts: Sequence[Part], reason: str, by: Actor, at: datetime, version: int | None = None
) -> list[Case]:
    """拆分: each part becomes an ordinary matter with its own clock; the whole waits until all are handled.

    The parts keep the reporter, who has consented to the whole: nothing new is asked of them. They are as confidential
    as the whole.
    """
    case = hold(case_id, version)
    have = list(Split.objects.filter(parent=case).values_list("number", flat=True))
    kinship.may_split(queries.kin(case.id), len(have), len(parts)).or_refuse()
    children = [_part(case, part, by, at) for part in parts]
    content: dict[str, Any] = {"reason": reason.strip(), "parts": [child.public_code for child in children]}
    take(case, "split", by=by, at=at, content=content)
    Split.objects.bulk_create(
        Split(parent=case, child=child, number=number, by_id=by.person_id, at=at)
        for number, child in enumerate(children, start=max(have, default=0) + 1)
    )
    return children


def _part(whole: Case, part: Part, by: Actor, at: datetime) -> Case:
    access.may_file_for(by, part.area_code).or_refuse()
    filing = Filing(
        part.title, part.text, part.area_code, part.category_code, part.place, against=whole.against_id
    )
    origin = Origin(whole.reporter_id, whole.channel, receiver_id=whole.receiver_id)
    child = register(filing, origin, by=by, at=at)
    if whole.secrecy != child.secrecy:
        child = set_secrecy(child.id, secrecy=whole.secrecy, reason="和拆分前的事项一样", by=by, at=at)
    if part.lead:
        child = assign(child.id, lead=part.lead, by=by, at=at)
    return child
