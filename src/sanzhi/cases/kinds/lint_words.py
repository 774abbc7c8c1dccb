"""体检: what people read, what letters say, how long a file is kept and who may see it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .findings import Finding, error, warning
from .letters import holes, known_holes
from .spec import ASKS, FIELD_TYPES, LEAST_YEARS, SECRECIES, Kind


def labels(kind: Kind) -> Iterator[Finding]:
    """Staff and residents have a word for every state and step."""
    for one in kind.states:
        if not one.desk:
            sentence = _("有一个状态没有工作人员看的名称。")
            yield error("no_label", sentence, "states", one.code)
        if not one.public:
            sentence = _("状态“%(state)s”没有给居民看的名称。") % {"state": one.desk or one.code}
            yield error("no_public_label", sentence, "states", one.code)
    for step in kind.steps:
        if not step.label:
            yield error("no_label", _("有一个步骤没有名称。"), "steps", step.code)
        if not step.public:
            sentence = _("步骤“%(step)s”居民看不到；如果该让居民知道，请写上一句。")
            yield warning("silent_step", sentence % {"step": step.label or step.code}, "steps", step.code)
        if unknown := [ask for ask in step.asks if ask not in ASKS]:
            said = {"step": step.label or step.code, "asks": "、".join(unknown)}
            yield error("ask_unknown", _("步骤“%(step)s”要求的“%(asks)s”不认识。") % said, "steps", step.code)
    yield from _twin_labels(kind)


def _twin_labels(kind: Kind) -> Iterator[Finding]:
    for state in kind.states:
        names = [step.label for step in kind.steps_from(state.code)]
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            said = {"state": state.desk or state.code, "step": name}
            sentence = _("在“%(state)s”有两个都叫“%(step)s”的步骤，分不清。") % said
            yield error("twin_label", sentence, "states", state.code)


def fields(kind: Kind) -> Iterator[Finding]:
    """Every field has a label, a type that exists, options when it is a choice, and a step that exists."""
    steps = {"", *(step.code for step in kind.steps)}
    for field in kind.fields:
        said = {"field": field.label or field.code}
        if not field.label:
            yield error("no_label", _("有一个填写项没有名称。"), "fields", field.code)
        if field.type not in FIELD_TYPES:
            yield error("field_type", _("填写项“%(field)s”没有选填什么。") % said, "fields", field.code)
        if field.type == "choice" and len(field.options) < 2:
            yield error("no_options", _("填写项“%(field)s”至少要有两个选项。") % said, "fields", field.code)
        if field.at not in steps:
            yield error(
                "field_unplaced", _("填写项“%(field)s”所在的步骤不存在。") % said, "fields", field.code
            )
    names = [field.label for field in kind.fields if field.label]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield error("twin_label", _("有两个填写项都叫“%(field)s”。") % {"field": name}, "fields")


def letters(kind: Kind) -> Iterator[Finding]:
    """A letter asks for nothing that nobody will have said."""
    known = known_holes(kind)
    for letter in kind.letters:
        name = letter.title or letter.code
        if not letter.title or not letter.text:
            yield error("letter_empty", _("有一份文书缺标题或正文。"), "letters", letter.code)
        for hole in holes(letter):
            if hole not in known:
                said = {"letter": name, "hole": hole}
                sentence = _("文书“%(letter)s”里的“%(hole)s”没有这一项，印出来会是空的。") % said
                yield error("letter_unknown_field", sentence, "letters", letter.code)


def retention(kind: Kind) -> Iterator[Finding]:
    if kind.retention_years < 1:
        yield error("no_retention", _("没有写办结后保存几年。"))
    elif kind.retention_years < LEAST_YEARS:
        said = {"years": kind.retention_years, "least": LEAST_YEARS}
        sentence = _("只保存 %(years)d 年，比通常的 %(least)d 年短；请确认依据。") % said
        yield warning("retention_short", sentence)
    if kind.retention_years and len(kind.retention_basis) < 4:
        yield error("no_basis", _("没有写保存年限的依据；没有的写“本地约定”和会议。"))
    if kind.secrecy not in SECRECIES:
        yield error("secrecy_unknown", _("没有选保密程度。"))


def lowered(kind: Kind, before: Kind) -> Iterator[Finding]:
    """Against the version now in force."""
    order = list(SECRECIES)
    known = kind.secrecy in order and before.secrecy in order
    if known and order.index(kind.secrecy) < order.index(before.secrecy):
        sentence = _("保密程度比现行版本低；新登记的事项会让更多人看到，请确认。")
        yield warning("secrecy_lowered", sentence)
    if 0 < kind.retention_years < before.retention_years:
        said = {"years": kind.retention_years, "before": before.retention_years}
        sentence = _("保存 %(years)d 年，比现行版本的 %(before)d 年短。") % said
        yield warning("retention_lowered", sentence)
