"""What a new kind may begin from: nothing, the platform's own matter, or any version of a county's kinds."""

from typing import Any

from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.flow import MATTER_1
from sanzhi.cases.kinds import ASKED, ASKS, BESIDE, LEAST_YEARS, ROLES_AT
from sanzhi.cases.models import DelayRule, KindVersion, LimitRule
from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

MATTER = "matter"
# The states and steps of a matter that need no rule beside the flow: a third return and a binding decision do.
_STATES = {
    "registered": ("s1", "receiver"), "assigned": ("s2", "lead"), "handling": ("s3", "lead"),
    "reported": ("s4", "receiver"), "not_accepted": ("end1", ""),
}  # fmt: skip
_STEPS = (
    "answer_on_spot", "not_accept", "assign", "sign_for", "return", "report_done", "send_back", "verify",
)  # fmt: skip
_CLOCKS = {"dispatch": "c1", "sign": "c2", "handle": "c3"}
# What a matter asks in forms of its own, as fields: need → (label, type, options).
_FIELDS: dict[str, tuple[str, str, list[str]]] = {
    "route": ("告知去处", "long", []),
    "proposed": ("建议办理单位", "text", []),
    "evidence": ("办理证据说明", "long", []),
}


def kinds_to_copy(actor: Actor) -> list[tuple[str, str]]:
    """(key, name) of everything a new kind may begin from."""
    access.may_design(actor).or_refuse()
    own = KindVersion.objects.exclude(state=KindVersion.Standing.DISCARDED).order_by("code", "-version")
    named = [(str(one.id), _("%(name)s 第 %(n)d 版") % {"name": one.name, "n": one.version}) for one in own]
    return [("", _("从头写")), (MATTER, _("居民诉求（平台内置）")), *named]


def spec_to_copy(actor: Actor, key: str) -> dict[str, Any]:
    """The data to begin from. Refusal for a key that is none."""
    access.may_design(actor).or_refuse()
    if not key:
        return {}
    if key == MATTER:
        return _of_a_matter()
    found = KindVersion.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None
    if found is None:
        raise Refusal("not_visible", _("没有找到这个版本。"))
    return dict(found.spec)


def _of_a_matter() -> dict[str, Any]:
    steps = [step for step in MATTER_1.steps if step.name in _STEPS]
    fields: list[dict[str, Any]] = []
    return {
        "start": "s1",
        "opens": "c1",
        "beside": list(BESIDE),
        "suspends": "s3",
        "again": "s3",
        "again_clock": "c3",
        "retention_years": LEAST_YEARS,
        "retention_basis": "本平台约定：事项办结后保存十年",
        "states": [
            {
                "code": code,
                "desk": str(MATTER_1.states[name].desk),
                "public": str(MATTER_1.states[name].public),
                "holder": holder,
            }
            for name, (code, holder) in _STATES.items()
        ],
        "steps": [_step(f"t{n}", step, fields) for n, step in enumerate(steps, start=1)],
        "clocks": [_clock(name, code) for name, code in _CLOCKS.items()],
        "fields": fields,
    }


def _step(code: str, step: Step, fields: list[dict[str, Any]]) -> dict[str, Any]:
    able = {role for roles in ROLES_AT.values() for role in roles}
    for need in step.needs:
        if need in _FIELDS:
            label, kind, options = _FIELDS[need]
            taken = sum(field["label"].startswith(label) for field in fields)
            fields.append(
                {
                    "code": f"f{len(fields) + 1}",
                    "label": f"{label}（{step.label}）" if taken else label,
                    "type": kind,
                    "options": options,
                    "required": True,
                    "at": code,
                }
            )
    return {
        "code": code,
        "label": str(step.label),
        "public": str(step.public or ""),
        "frm": [_STATES[frm][0] for frm in step.frm if frm in _STATES and not MATTER_1.states[frm].ended],
        "to": step.to if step.to == ASKED else _STATES[step.to or ""][0],
        "who": [role for role in step.who if role in able],
        "asks": [need for need in step.needs if need in ASKS],
        **{key: [_CLOCKS[clock] for clock in getattr(step, key) if clock in _CLOCKS] for key in ("starts", "stops", "pauses", "resumes")},
        "like": step.name,
    }  # fmt: skip


def _clock(name: str, code: str) -> dict[str, Any]:
    """The limit now in force for a general matter."""
    rule = LimitRule.objects.filter(clock=name, pace__in=["general", ""]).latest("pace", "effective_from")
    return {
        "code": code, "name": rule.name, "limit": rule.limit, "yellow": rule.yellow, "red": rule.red,
        "basis": rule.basis, "law": "", **_delay(name),
    }  # fmt: skip


def _delay(name: str) -> dict[str, Any]:
    """How far it may be put off now."""
    rule = DelayRule.objects.filter(clock=name, pace="general").order_by("-effective_from").first()
    return {"delay": rule.most, "times": rule.times, "granted_by": rule.granted_by} if rule else {}
