"""曝光: drawn up without anybody in it, pixelated, let out twice, answered, fixed, taken down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.honours import access, queries, rules, words
from sanzhi.honours.files import BLURRED, ORIGINALS
from sanzhi.honours.models import Exposure, ExposureReply, Takedown
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.people.roles import Actor

from .held import reason_of


@dataclass(frozen=True)
class NewExposure:
    """曝光: `photo` is kept on the shelf of originals (`files.ORIGINALS`)."""

    area: str
    category: str
    place: str
    problem: str
    days: int = rules.EXPOSED_FOR
    photo: Kept | None = None


@transaction.atomic
def draw_exposure(new: NewExposure, *, by: Actor, at: datetime) -> Exposure:
    """拟曝光: a place and a problem; whoever lives there is in neither the words nor the photo. Raises Refusal."""
    access.may_draw(by, new.area).or_refuse()
    if new.category not in Exposure.Category.values:
        raise Refusal("category_unknown", _("请选择类别。"))
    if not queries.board_open(new.area, at):
        raise Refusal("board_shut", _("这里没有打开曝光，要市里和村里都决定打开。"))
    parts = {_("哪里"): new.place, _("什么问题"): new.problem}
    first_no(
        rules.exposure_stands(new.place, new.problem, new.days),
        words.names_nobody(parts, queries.names_in(new.area)),
    ).or_refuse()
    assert by.person_id
    one = Exposure.objects.create(
        area_id=new.area, category=new.category, place=new.place.strip(), problem=new.problem.strip(), days=new.days,
        original_digest=new.photo.digest if new.photo else "", original_mime=new.photo.mime if new.photo else "",
        drawn_by_id=by.person_id, drawn_at=at,
    )  # fmt: skip
    if new.photo:
        _pixelate(one, ())
        one.save(update_fields=["blurred_digest", "blurred_mime", "clear"])
    _noted("exposure.drawn", one, by, at, tell=True, hands=[one.drawn_by_id])
    return one


@transaction.atomic
def clear_cells(exposure_id: int, *, cells: Collection[int], by: Actor, at: datetime) -> Exposure:
    """打码: which cells stay clear; everything else is pixelated by the product itself. Raises Refusal."""
    one = _held(exposure_id)
    access.may_draw(by, one.area_id).or_refuse()
    rules.clearing_stands(cells).or_refuse()
    if one.first_at or not one.original_digest:
        raise Refusal("released", _("已经放行，照片不能再改。"))
    _pixelate(one, sorted(set(cells)))
    one.save(update_fields=["blurred_digest", "blurred_mime", "clear"])
    _noted("exposure.blurred", one, by, at, cells=len(one.clear))
    return one


def _pixelate(one: Exposure, cells: Collection[int]) -> None:
    made = ORIGINALS.keep_pixelated(one.original_digest, one.original_mime, cells, rules.ACROSS, BLURRED)
    one.blurred_digest, one.blurred_mime, one.clear = made.digest, made.mime, list(cells)


@transaction.atomic
def release(exposure_id: int, *, by: Actor, at: datetime) -> Exposure:
    """放行: the first, then another in another role; with the second it is out, and the original photo gone. Raises Refusal."""
    one = _held(exposure_id)
    access.may_release(by, one).or_refuse()
    if one.second_at:
        return one
    if not queries.board_open(one.area_id, at):
        raise Refusal("board_shut", _("这里没有打开曝光，要市里和村里都决定打开。"))
    if one.first_at is None:
        one.first_by_id, one.first_as, one.first_at = by.person_id, by.role.code, at
        one.save(update_fields=["first_by", "first_as", "first_at"])
        kept_out = [one.drawn_by_id, one.first_by_id]
        _noted("exposure.first_release", one, by, at, tell=True, hands=kept_out, roles=[one.first_as])
        return one
    one.second_by_id, one.second_as, one.second_at = by.person_id, by.role.code, at
    one.until = rules.exposed_until(at, one.days)
    one.original_digest = one.original_mime = ""
    one.save(
        update_fields=["second_by", "second_as", "second_at", "until", "original_digest", "original_mime"]
    )
    _noted("exposure.released", one, by, at, until=one.until.isoformat())
    return one


@transaction.atomic
def mark_fixed(exposure_id: int, *, note: str, by: Actor, at: datetime) -> Exposure:
    """已整改: it is off the board at once. Raises Refusal."""
    one = _held(exposure_id)
    access.may_draw(by, one.area_id).or_refuse()
    if not one.second_at or one.fixed_at:
        raise Refusal("not_out", _("这一条没有在曝光。"))
    said = reason_of(note)
    words.names_nobody({_("怎么整改的"): said}, queries.names_in(one.area_id)).or_refuse()
    one.fixed_at, one.fixed_note = at, said
    one.save(update_fields=["fixed_at", "fixed_note"])
    _noted("exposure.fixed", one, by, at)
    return one


@transaction.atomic
def end_exposure(exposure_id: int, *, reason: str, by: Actor, at: datetime) -> Exposure:
    """撤下: at once, by whoever draws up or lets out there. Raises Refusal."""
    one = _held(exposure_id)
    access.may_end(by, one.area_id).or_refuse()
    _end(one, reason_of(reason), by, at)
    return one


def _end(one: Exposure, why: str, by: Actor, at: datetime) -> None:
    one.ended_at, one.ended_why, one.original_digest, one.original_mime = at, why, "", ""
    one.save(update_fields=["ended_at", "ended_why", "original_digest", "original_mime"])
    _noted("exposure.ended", one, by, at, why=why)


@transaction.atomic
def reply_to_exposure(exposure_id: int, *, text: str, by: Actor, at: datetime) -> ExposureReply:
    """回应: beside it, without a name; checked as its words were. Once from each. Raises Refusal."""
    one = queries.exposed_by_id(exposure_id, at).exposure
    said = reason_of(text)
    words.names_nobody({_("回应"): said}, queries.names_in(one.area_id)).or_refuse()
    assert by.person_id
    try:
        with transaction.atomic():
            reply = ExposureReply.objects.create(exposure=one, person_id=by.person_id, text=said, at=at)
    except IntegrityError as error:
        raise Refusal("replied_already", _("您已经回应过。")) from error
    _noted("exposure.replied", one, by, at)
    return reply


@transaction.atomic
def ask_takedown(exposure_id: int, *, reason: str, by: Actor, at: datetime) -> Takedown:
    """要求撤下: by anybody, signed in or not; from now on it is hidden, until a person has answered. Raises Refusal."""
    one, why = queries.exposed_by_id(exposure_id, at).exposure, reason_of(reason)
    with walls.the_house():  # whoever asks without signing in sees nothing, what they just asked among it
        asked = Takedown.objects.create(exposure=one, person_id=by.person_id, reason=why, asked_at=at)
        kept_out = [one.drawn_by_id, one.first_by_id, one.second_by_id]
        _noted("exposure.doubted", one, by, at, tell=True, hands=kept_out)
    return asked


@transaction.atomic
def answer_takedown(takedown_id: int, *, show_again: bool, answer: str, by: Actor, at: datetime) -> Takedown:
    """答复撤下要求: by a third person; shown again for what is left of its days, or ended. Raises Refusal."""
    asked = Takedown.objects.select_for_update(of=("self",)).get(pk=takedown_id)
    one = _held(asked.exposure_id)
    access.may_answer(by, one).or_refuse()
    if asked.answered_at:
        raise Refusal("answered", _("已经答复过。"))
    asked.answered_by_id, asked.answered_at, asked.shown_again = by.person_id, at, show_again
    asked.answer = reason_of(answer)
    asked.save()
    if not show_again:
        _end(one, asked.answer, by, at)
    _noted("exposure.answered", one, by, at, shown=show_again)
    return asked


def _held(exposure_id: int) -> Exposure:
    one = Exposure.objects.select_for_update(of=("self",)).get(pk=exposure_id)
    if one.ended_at:
        raise Refusal("ended", _("这一条已经结束。"))
    return one


def _noted(
    kind: str, one: Exposure, by: Actor, at: datetime, *, tell: bool = False, **content: object
) -> None:
    said, topic = {"area": one.area_id, **content}, kind if tell else None
    record(kind, by=by.person_id, at=at, about=("exposure", one.pk), content=said, topic=topic)
