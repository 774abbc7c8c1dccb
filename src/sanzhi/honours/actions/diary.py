"""日行一善: written, deleted, shared with the village's wall, turned into a claim; each by its writer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.honours import access, queries, rules, words
from sanzhi.honours.files import SHELF
from sanzhi.honours.models import Category, Entry, EntryPhoto, WallNote
from sanzhi.journal.actions import record
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.points import queries as points_queries
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF as EVIDENCE

from .held import reason_of


@dataclass(frozen=True)
class NewEntry:
    """一善: `photos`, three at most, are kept on this room's shelf; the same one twice is one."""

    day: date
    category: str
    words: str
    photos: Sequence[Kept] = ()


@transaction.atomic
def write_entry(new: NewEntry, *, by: Actor, at: datetime) -> Entry:
    """写一条: for oneself; the journal notes that something was written and nothing of what. Raises Refusal."""
    if new.category not in Category.values:
        raise Refusal("category_unknown", _("请选择类别。"))
    photos = {one.digest: one for one in new.photos}
    rules.entry_stands(new.words, new.day, localdate(at), len(photos)).or_refuse()
    assert by.person_id
    entry = Entry.objects.create(
        person_id=by.person_id, day=new.day, category=new.category, words=new.words.strip(), written_at=at,
    )  # fmt: skip
    EntryPhoto.objects.bulk_create(
        EntryPhoto(entry=entry, person_id=by.person_id, place=place, digest=one.digest, mime=one.mime)
        for place, one in enumerate(photos.values(), start=1)
    )
    record("diary.written", by=by.person_id, at=at, about=("entry", entry.pk), content={})
    return entry


@transaction.atomic
def delete_entry(entry_id: int, *, by: Actor, at: datetime) -> None:
    """删掉: and what hangs of it on the wall with it; a claim that was made of it goes its own way. Raises Refusal."""
    entry = queries.entry_by_id(by, entry_id)
    record("diary.deleted", by=by.person_id, at=at, about=("entry", entry.pk), content={})
    entry.delete()


@transaction.atomic
def share_entry(entry_id: int, *, signed: bool, by: Actor, at: datetime) -> WallNote:
    """上好事墙: its words and not its photo, with one's name or without; a clerk reads it first. Raises Refusal."""
    entry, area = queries.entry_by_id(by, entry_id), queries.village_of(by.person_id)
    if not area:
        raise Refusal("no_village", _("还没有登记您住在哪个村（社区），请到窗口登记。"))
    words.names_nobody({_("写的话"): entry.words}, queries.names_in(area)).or_refuse()
    me = Person.objects.get(pk=by.person_id)
    if signed:
        rules.may_be_named(me.birth_date, me.died_on, localdate(at)).or_refuse()
    try:
        with transaction.atomic():
            note = WallNote.objects.create(
                entry=entry, person=me, area_id=area, category=entry.category, words=entry.words, signed=signed,
                asked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal("shared_already", _("这一条已经交过了。")) from error
    _noted("honour.note_asked", note, by, at, tell=True)
    return note


@transaction.atomic
def take_note_down(entry_id: int, *, by: Actor, at: datetime) -> None:
    """从墙上取下: by its writer, at once, wherever it has come to. Raises Refusal."""
    entry = queries.entry_by_id(by, entry_id)
    note = WallNote.objects.select_for_update().filter(entry=entry).first()
    if note:
        said = {"area": note.area_id, "persons": [note.person_id]}
        record("honour.note_down", by=by.person_id, at=at, about=("wallnote", note.pk), content=said)
        note.delete()


@transaction.atomic
def hang_note(note_id: int, *, by: Actor, at: datetime) -> WallNote:
    """上墙: for thirty days. Raises Refusal."""
    note = _asked(note_id, by)
    note.state, note.until = WallNote.State.SHOWN, rules.named_until(at)
    return _decided("honour.note_shown", note, by, at)


@transaction.atomic
def turn_note_away(note_id: int, *, reason: str, by: Actor, at: datetime) -> WallNote:
    """不上墙: with a reason that its writer reads. Raises Refusal."""
    note = _asked(note_id, by)
    note.state, note.reason = WallNote.State.REFUSED, reason_of(reason)
    return _decided("honour.note_refused", note, by, at)


@transaction.atomic
def claim_for(entry_id: int, *, item: str, by: Actor, at: datetime) -> int:
    """转成积分申报: once, under an item of the village's standard; from there on it is the room of points'. Raises Refusal.

    Nothing comes back but the claim's number, for the way to it.
    """
    entry = queries.entry_by_id(by, entry_id)
    if entry.claim_id:
        return entry.claim_id
    home = points_queries.household_of(by.person_id) if by.person_id else None
    if home is None:
        raise Refusal("no_household", _("还没有登记您是哪一户的，请到村（社区）登记。"))
    photos = [_copy(one) for one in entry.photos.all()]
    told = Report(item, home.pk, entry.day, text=entry.words, photos=photos, key=f"diary:{entry.pk}")
    entry.claim = points.report(told, by=by, at=at)
    entry.save(update_fields=["claim"])
    assert entry.claim_id
    return entry.claim_id


def _copy(one: EntryPhoto) -> Kept:
    """A photo, cleaned once more, on the shelf of the room that takes it."""
    with SHELF.path_of(one.digest).open("rb") as photo:
        return EVIDENCE.keep_image(photo, "photo")


def _asked(note_id: int, by: Actor) -> WallNote:
    note = WallNote.objects.select_for_update(of=("self",)).get(pk=note_id)
    access.may_keep(by, note.area_id).or_refuse()
    if note.person_id == by.person_id:
        raise Refusal("own_hand", _("自己写的请别人来看。"))
    if note.state != WallNote.State.ASKED:
        raise Refusal("decided_already", _("已经有人看过了。"))
    return note


def _decided(kind: str, note: WallNote, by: Actor, at: datetime) -> WallNote:
    note.decided_by_id, note.decided_at = by.person_id, at
    note.save()
    _noted(kind, note, by, at, tell=True)
    return note


def _noted(kind: str, note: WallNote, by: Actor, at: datetime, *, tell: bool = False) -> None:
    said = {"area": note.area_id, "persons": [note.person_id], "hands": [note.person_id]}
    topic = kind if tell else None
    record(kind, by=by.person_id, at=at, about=("wallnote", note.pk), content=said, topic=topic)
