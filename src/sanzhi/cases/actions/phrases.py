"""常用语: written for one's office; a change is a new row, so what was offered on a day can still be read."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import Phrase
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@transaction.atomic
def write_phrase(
    *,
    use: str,
    title: str,
    text: str,
    county: bool = False,
    replaces: int | None = None,
    by: Actor,
    at: datetime,
) -> Phrase:
    """写常用语, a new one or in place of `replaces`. `county`: for everybody, which only the county's dispatchers write."""
    access.may_keep_phrases(by, county=county).or_refuse()
    old = _end(replaces, by=by, at=at) if replaces else None
    kept = Phrase(
        office_id=None if (old.office_id is None if old else county) else by.office_id,
        use=use,
        title=title.strip(),
        text=text.strip(),
        replaces=old,
        written_by_id=by.person_id,
        written_at=at,
    )
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as clash:
        raise Refusal("phrase_title_taken", _("已经有同名的常用语，请换个名字。")) from clash
    _note("phrase.written", kept, by=by, at=at)
    return kept


@transaction.atomic
def end_phrase(phrase_id: int, *, by: Actor, at: datetime) -> None:
    """停用常用语: offered no more; the row stays."""
    _note("phrase.ended", _end(phrase_id, by=by, at=at), by=by, at=at)


def _end(phrase_id: int, *, by: Actor, at: datetime) -> Phrase:
    kept = Phrase.objects.select_for_update().filter(pk=phrase_id, ended_at=None).first()
    if kept is None or (kept.office_id not in (None, by.office_id)):
        raise Refusal("moved_meanwhile", _("这条常用语刚刚有人改过或停用，请看最新的。"))
    access.may_keep_phrases(by, county=kept.office_id is None).or_refuse()
    kept.ended_at = at
    kept.save(update_fields=["ended_at"])
    return kept


def _note(kind: str, kept: Phrase, *, by: Actor, at: datetime) -> None:
    content = {"use": kept.use, "title": kept.title, "text": kept.text, "county": kept.office_id is None}
    journal.record(kind, by=by.person_id, at=at, about=("phrase", kept.id), content=content)
