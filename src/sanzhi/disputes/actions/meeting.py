"""调解会: arranged, held and written down; what was said apart stays with its mediator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.disputes import access, queries
from sanzhi.disputes.flow import TAKEN, TALKS
from sanzhi.disputes.models import Answer, CaucusNote, Dispute, Evidence, Party, Session, Statement
from sanzhi.kit import crypto, walls
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor

from .filing import seal_particulars
from .held import Held, held, noted, step

NOTE = {"table": "disputes_caucusnote", "column": "words"}


@dataclass(frozen=True)
class NewSession:
    """调解会 as arranged. `apart`: the party it is held with alone; None: joint. `place` of a video session is the
    county's own meeting address and is not told."""

    manner: str
    starts_at: datetime
    place: str = ""
    apart: int | None = None


@transaction.atomic
def plan_session(case_id: int, new: NewSession, *, by: Actor, at: datetime) -> Session:
    """约定调解会: by the mediator or the clerk, once there is a mediator. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    if it.case.state not in (TAKEN, TALKS) or it.dispute.mediator is None:
        raise Refusal("no_mediator", _("各方认可了调解员以后再约调解会。"))
    if new.manner not in Session.Manner.values:
        raise Refusal("choice_unknown", _("请选择当面、视频还是书面。"))
    apart = it.party(new.apart) if new.apart else None
    if it.dispute.dv_risk and apart is None:
        _joint_is_wanted(it)
    seq = Session.objects.filter(case=it.dispute).count() + 1
    one = Session.objects.create(
        case=it.dispute, seq=seq, manner=new.manner, apart=apart, starts_at=new.starts_at,
        place=_place(new, it, seq), by_id=it.dispute.mediator.person_id,
    )  # fmt: skip
    called = [apart.person_id] if apart else [party.person_id for party in it.parties]
    noted("dispute.session_planned", it, by=by, at=at, tell=True, session=one.pk, persons=called)
    return one


def _joint_is_wanted(it: Held) -> None:
    """Where violence at home is feared nobody is made to sit with the other (domain.md §10.8)."""
    if not queries.all_said_yes(it.parties, str(Answer.About.JOINT)):
        raise Refusal(
            "joint_not_wanted", _("有家庭暴力风险，要每一方都明确愿意才能当面一起调解；可以分开谈。")
        )


def _place(new: NewSession, it: Held, seq: int) -> str:
    if new.manner != Session.Manner.VIDEO:
        if not new.place.strip():
            raise Refusal("place_missing", _("请写明在哪里调解。"))
        return new.place.strip()[:120]
    if not settings.SANZHI_MEETINGS:
        raise Refusal("no_meetings", _("本地没有接视频会议，请改为当面或者书面。"))
    return settings.SANZHI_MEETINGS.format(code=f"{it.case.public_code}-{seq}")


@dataclass(frozen=True)
class Record:
    """调解笔录: what is written of a session that was held."""

    minutes: str = ""
    result: str = ""
    recorder: str = ""
    others: str = ""


@transaction.atomic
def hold_session(session_id: int, said: Record, *, rights_told: bool, by: Actor, at: datetime) -> Session:
    """记录调解会: after the parties were told their rights. Of a session apart no minutes are kept. Raises Refusal."""
    found = Session.objects.get(pk=session_id)
    it = held(found.case_id)
    one = Session.objects.select_for_update().get(pk=session_id)
    access.may_handle(by, it.dispute).or_refuse()
    if one.held_at:
        return one
    if not rights_told:
        raise Refusal("rights_untold", _("请先告知当事人的权利和义务（人民调解法第二十三、二十四条）。"))
    if one.apart_id and said.minutes.strip():
        raise Refusal("apart_no_minutes", _("背靠背谈的不写进笔录，请写在调解员自己的笔记里。"))
    if not one.apart_id and len(said.minutes.strip()) < 10:
        raise Refusal("minutes_missing", _("请写明调解的经过（至少 10 个字）。"))
    one.minutes, one.result = said.minutes.strip(), said.result.strip()[:300]
    one.recorder, one.others = said.recorder.strip()[:60], said.others.strip()[:200]
    one.rights_told, one.held_at = True, at
    one.save()
    step(it, "dispute-talk" if it.case.state == TAKEN else "dispute-met", by=by, at=at)
    return one


def write_note(session_id: int, words: str, *, by: Actor, at: datetime) -> CaucusNote:
    """背靠背笔记: by the session's mediator alone, sealed; the journal notes that there is one and nothing of what. Raises
    Refusal."""
    with walls.seeing(sight_of(by)):
        found = Session.objects.select_related("case").filter(pk=session_id).first()
        if found is None or found.by_id != by.person_id or found.apart_id is None:
            raise Refusal("not_visible", _("没有找到这次谈话。"))
        it = held(found.case_id)
        access.may_mediate(by, it.dispute).or_refuse()
        note, new = CaucusNote.objects.get_or_create(
            session=found, defaults={"person_id": by.person_id, "written_at": at}
        )
        note.words, note.written_at = crypto.encrypt(words.strip()[:5000], row=note.pk, **NOTE), at
        note.save(update_fields=["words", "written_at"])
        if new:
            noted("dispute.note_written", it, by=by, at=at)
    return note


@transaction.atomic
def state(case_id: int, text: str, *, party: int, by: Actor, at: datetime) -> Statement:
    """陈述: by the party, or taken down; it is for the mediation alone. Raises Refusal."""
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    _still_open(it)
    if len(text.strip()) < 2:
        raise Refusal("text_missing", _("请写明要说的话。"))
    said = Statement.objects.create(party=one, text=text.strip()[:5000], entered_by_id=by.person_id, at=at)
    noted("dispute.stated", it, by=by, at=at, party=one.place)
    return said


@transaction.atomic
def add_papers(
    case_id: int,
    part: str,
    kept: Sequence[Kept],
    *,
    party: int | None = None,
    shared: bool = False,
    by: Actor,
    at: datetime,
) -> list[Evidence]:
    """交材料: photographs of papers, into one part of the dossier. The same paper again is the same one. Raises Refusal."""
    it = held(case_id)
    own = access.party_of(by, it.parties)
    whose = it.party(party) if party else own
    if own is None:
        access.may_handle(by, it.dispute).or_refuse()
    elif whose != own:
        raise Refusal("not_yours", _("只能交自己的材料。"))
    if part not in Evidence.Part.values:
        raise Refusal("choice_unknown", _("请选择是哪一种材料。"))
    rows = [
        Evidence.objects.get_or_create(
            case=it.dispute, part=part, digest=one.digest,
            defaults={
                "party": whose, "name": one.name[:120], "mime": one.mime, "shared": shared,
                "by_id": by.person_id, "at": at,
            },
        )[0]
        for one in kept
    ]  # fmt: skip
    if part == Evidence.Part.IDENTITY and whose and own is None:
        _identity_seen(whose, at)
    noted("dispute.papers_added", it, by=by, at=at, part=part, files=[one.digest for one in kept])
    return rows


@transaction.atomic
def see_identity(case_id: int, party: int, particulars: dict[str, str], *, by: Actor, at: datetime) -> Party:
    """核对身份: the clerk or mediator has seen the party's papers, and enters what the forms ask. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    one = it.party(party)
    _identity_seen(one, at)
    seal_particulars(one, particulars)
    noted("dispute.identity_seen", it, by=by, at=at, party=one.place)
    return one


def _identity_seen(party: Party, at: datetime) -> None:
    party.id_seen_at = party.id_seen_at or at
    party.save(update_fields=["id_seen_at"])


def _still_open(it: Held) -> None:
    if it.case.closed_at:
        raise Refusal("ended", _("这件纠纷的调解已经结束。"))


@transaction.atomic
def open_to_all(case_id: int, *, open_: bool, by: Actor, at: datetime) -> Dispute:
    """公开不公开: as the parties ask (人民调解法 art. 23). Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    it.dispute.closed_session = not open_
    it.dispute.save(update_fields=["closed_session"])
    noted("dispute.openness", it, by=by, at=at, open=open_)
    return it.dispute
