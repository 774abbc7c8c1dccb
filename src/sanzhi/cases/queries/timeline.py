"""经过: every move of a case in order, with its words from the journal, and what happened to it without moving it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases import kinds
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Attachment, Case, Move
from sanzhi.journal import queries as journal
from sanzhi.kit.flow import Step
from sanzhi.people.roles import MACHINE, ROLES, THE_CLOCK

from .kinds import answered, kind_of

PUBLIC_WORDS = ("channel", "reply", "reason", "route", "text", "details")


@dataclass(frozen=True)
class TimelineLine:
    """时间线的一行: what happened, who did it, what they said, and which files came with it."""

    seq: int
    step: str
    label: str
    at: datetime
    who: str
    office: str
    role: str
    words: dict[str, Any]
    files: list[Attachment]
    colour: str = ""


def timeline(case: Case, *, public: bool, shielded: bool = False) -> list[TimelineLine]:
    """Every move in order, with its words from the journal; the citizen's view leaves the silent ones out.

    shielded: the reader is not to know who reported.
    """
    flow = flow_of(case.kind, case.kind_version)
    steps = {step.name: step for step in flow.steps}
    moves = Move.objects.filter(case=case).select_related("by", "office").order_by("seq")
    if public:
        moves = moves.filter(public=True)
    kind = kind_of(case)
    entries = journal.entries_about("case", case.id)
    said = {entry.id: _with_answers(entry.content or {}, kind, public) for entry in entries}
    files = _files(case) if any(_names_files(entry.content) for entry in entries) else {}
    lines = [_line(move, steps.get(move.step), said.get(move.entry_id, {}), files, public) for move in moves]
    if beside := list(_unmoved(entries, public)):
        lines = sorted([*lines, *beside], key=lambda line: line.at)
    return [replace(line, who="") if shielded and line.role == "resident" else line for line in lines]


BESIDE_MOVES = {
    "case.erased": gettext_lazy("保存期满，内容已清除"),
    "case.kept": gettext_lazy("改了保存到哪一天"),
}


def _unmoved(entries: list[journal.EntryLine], public: bool) -> Iterator[TimelineLine]:
    """What happened to a case without moving it. The citizen reads of the office, not of the paint."""
    for entry in entries:
        said = entry.content or {}
        if entry.kind in BESIDE_MOVES:
            label = str(BESIDE_MOVES[entry.kind])
        elif entry.kind == "case.handed_over":
            label = _("单位撤并，由%(lead)s接着办") % {"lead": said.get("lead", _("别的单位"))}
        elif entry.kind in ("case.photo_cover", "case.photo_uncover") and not public:
            label = _("遮挡了照片") if entry.kind == "case.photo_cover" else _("去掉了照片的遮挡")
        else:
            continue
        words = {} if public or "reason" not in said else {"reason": said["reason"]}
        yield TimelineLine(0, entry.kind, label, entry.at, "", "", "", words, [])


def _names_files(said: dict[str, Any] | None) -> bool:
    """Whether what was said came with files; of words that were erased nobody knows."""
    return said is None or isinstance(said.get("files") or said.get("evidence"), list)


def _files(case: Case) -> dict[int, list[Attachment]]:
    """The files of each move, by its number."""
    files: dict[int, list[Attachment]] = {}
    for file in Attachment.objects.filter(case=case).order_by("id"):
        files.setdefault(file.move_seq, []).append(file)
    return files


def _with_answers(said: dict[str, Any], kind: kinds.Kind | None, public: bool) -> dict[str, Any]:
    """The answers to a kind's own fields under their labels: {"details": "楼栋：3 幢；…"}."""
    if kind is None or "details" not in said:
        return said
    told = [
        f"{field.label}：{words}"
        for field, words in answered(kind, said["details"])
        if field.public or not public
    ]
    return {**said, "details": "；".join(told)}


def _line(
    move: Move, step: Step | None, said: dict[str, Any], files: dict[int, list[Attachment]], public: bool
) -> TimelineLine:
    own = _("诉求已提交") if public else _("登记")
    label = (step.public if public else step.label) if step else own
    shown = {key: said[key] for key in PUBLIC_WORDS if said.get(key)} if public else said
    return TimelineLine(
        seq=move.seq,
        step=move.step,
        label=label or "",
        at=move.at,
        who="" if public or move.by is None else move.by.name,
        office=move.office.name if move.office else ("" if public else _role_name(move.role)),
        role=move.role,
        words=shown,
        files=[file for file in files.get(move.seq, []) if file.public or not public],
        colour=said.get("colour", ""),
    )


def _role_name(code: str) -> str:
    return (ROLES | {MACHINE.code: MACHINE}).get(code, THE_CLOCK.role).name
