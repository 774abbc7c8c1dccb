"""常用筛选: kept under a name, for oneself or for one's office; the rows are asked for anew each time."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.cases.models import SavedFilter
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

MOST_KEPT = 20  # 本平台约定: more would need a search of their own


@transaction.atomic
def save_filter(
    *, name: str, asked: str, shared: bool = False, default: bool = False, by: Actor, at: datetime
) -> SavedFilter:
    """存为常用筛选. `asked` is the query part of the list's address. A default takes the place of the one before."""
    owner = _owned_by(by, shared)
    if SavedFilter.objects.filter(owner).count() >= MOST_KEPT:
        raise Refusal(
            "filters_full", _("最多保存 %(most)d 个常用筛选，请先删去用不到的。") % {"most": MOST_KEPT}
        )
    if default:
        SavedFilter.objects.filter(owner, is_default=True).update(is_default=False)
    kept = SavedFilter(
        name=name.strip(),
        asked=asked,
        person_id=by.person_id,
        office_id=by.office_id if shared else None,
        is_default=default,
    )
    _keep(kept)
    _note("filter.saved", kept, by=by, at=at)
    return kept


@transaction.atomic
def rename_filter(filter_id: int, *, name: str, by: Actor, at: datetime) -> SavedFilter:
    """改名."""
    kept = _mine(filter_id, by)
    kept.name = name.strip()
    _keep(kept)
    _note("filter.renamed", kept, by=by, at=at)
    return kept


@transaction.atomic
def prefer_filter(filter_id: int, *, by: Actor, at: datetime) -> SavedFilter:
    """设为默认, or no longer, when it was."""
    kept = _mine(filter_id, by)
    same = Q(office_id=kept.office_id) if kept.office_id else Q(office=None, person_id=by.person_id)
    now_default = not kept.is_default
    SavedFilter.objects.filter(same, is_default=True).update(is_default=False)
    kept.is_default = now_default
    _keep(kept)
    _note("filter.preferred", kept, by=by, at=at)
    return kept


@transaction.atomic
def drop_filter(filter_id: int, *, by: Actor, at: datetime) -> None:
    """删去."""
    kept = _mine(filter_id, by)
    _note("filter.dropped", kept, by=by, at=at)
    kept.delete()


def _owned_by(actor: Actor, shared: bool) -> Q:
    return Q(office_id=actor.office_id) if shared else Q(office=None, person_id=actor.person_id)


def _mine(filter_id: int, by: Actor) -> SavedFilter:
    """One's own, or one's office's: whoever works there may mend what they share."""
    rows = SavedFilter.objects.select_for_update().filter(_owned_by(by, True) | _owned_by(by, False))
    kept = rows.filter(pk=filter_id).first()
    if kept is None:
        raise Refusal("not_visible", _("没有找到这个常用筛选。"))
    return kept


def _keep(kept: SavedFilter) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as clash:
        if "one_default" in str(clash):
            raise Refusal("moved_meanwhile", _("刚刚有人改过默认筛选，请再试一次。")) from clash
        raise Refusal("filter_name_taken", _("已经有同名的常用筛选，请换个名字。")) from clash


def _note(kind: str, kept: SavedFilter, *, by: Actor, at: datetime) -> None:
    content = {"name": kept.name, "shared": kept.office_id is not None, "default": kept.is_default}
    journal.record(kind, by=by.person_id, at=at, about=("filter", kept.id), content=content)
