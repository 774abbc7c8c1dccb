"""种类的写法: what a kind is made of. `read` takes any JSON and never fails: what is missing is empty, for the lint to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LEAST_YEARS = 10  # 本平台约定: a case file is kept ten years after it closes, unless the county says more

# Who may hold a matter, and which roles work there. 本平台约定.
HOLDERS = {"receiver": _("受理单位"), "lead": _("承办单位"), "centre": _("市社会治理中心")}
ROLES_AT = {
    "receiver": ("town_dispatcher", "county_dispatcher"),
    "lead": ("handler", "village_clerk"),
    "centre": ("county_dispatcher", "caller"),
}
ASKS = {"lead": _("选承办单位"), "reply": _("写答复（居民看得到）"), "reason": _("写理由（居民看得到）")}
FIELD_TYPES = {
    "text": _("一行字"),
    "long": _("一段话"),
    "number": _("整数"),
    "date": _("日期"),
    "choice": _("选一项"),
    "yes_no": _("是或否"),
}
# How open a matter is, from the most open to the least.
SECRECIES = {
    "open": _("一般：本辖区工作人员看得到"),
    "shielded": _("承办单位看不到反映人是谁"),
    "closed": _("保密：只有经手的单位看得到，承办单位看不到反映人是谁"),
}
PARTS = ("states", "steps", "clocks", "fields", "letters")
# What a kind may take over from the built-in matter as it is.
BESIDE = {
    "follow_up": _("回访和评价：办好以后问本人解决了没有、满不满意；没解决的重新办理"),
    "suspend": _("中止：依法可以停下来的，按中止事由表停，到期自动恢复"),
    "transfer": _("转其他渠道：转到信访、调解、公安、法院等，告诉本人怎么走"),
    "supervise": _(
        "督办：亮牌、催办多了按督办规则自动督办，督查员、分管领导也能过问；单位答复，不答复的升级"
    ),
    "merge": _("并案：同一件事并到一件里办，随时可以撤销；反映人照样看得到进展"),
    "link": _("关联：和有关的事互相写明，各办各的"),
    "split": _("拆分：分成几件一般诉求交给有关单位，各件核验通过以前，原事项不能办结，也不去回访"),
    "contest": _("申诉：承办单位对“不满意”评价和亮牌可以申诉，由督查员或者市里裁定"),
}
# Where it may be filed besides the counter and the telephone desk, which take every kind.
DOORS = {
    "field": _("外出登记：网格员的手机，没有网络也能记"),
    "sheet": _("批量导入：一份表里一行一件"),
    "api": _("接口转来：别的系统凭证转来"),
}
GRANTORS = ("town_dispatcher", "county_dispatcher", "supervisor")  # at most these may answer a delay


@dataclass(frozen=True)
class State:
    """状态 of a county's kind: `holder` is one of HOLDERS, "" when it has ended."""

    code: str
    desk: str
    public: str
    holder: str
    ended: bool


@dataclass(frozen=True)
class Step:
    """步骤 of a county's kind. `like`: the built-in step it stands for, by which a dry run recognises it."""

    code: str
    label: str
    public: str
    frm: tuple[str, ...]
    to: str
    who: tuple[str, ...]
    asks: tuple[str, ...]
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    pauses: tuple[str, ...]
    resumes: tuple[str, ...]
    like: str


@dataclass(frozen=True)
class Clock:
    """计时 of a county's kind: limit and cards as "5wd"; `law` is a code of the table of statutory maxima, or "".

    delay: how far it may be put off each time, as "5wd", "" for not at all; `times`: how often; `granted_by`: by whom.
    """

    code: str
    name: str
    limit: str
    yellow: str
    red: str
    basis: str
    law: str
    delay: str = ""
    times: int = 0
    granted_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """填写项: asked at filing (`at` is "") or with a step (`at` is its code). `public`: the resident reads it."""

    code: str
    label: str
    help: str
    type: str
    required: bool
    options: tuple[str, ...]
    at: str
    public: bool


@dataclass(frozen=True)
class Letter:
    """文书: a title and paragraphs, with {names} that are filled in."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Kind:
    """事项种类, whole."""

    code: str
    name: str
    about: str
    start: str
    opens: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    fields: tuple[Field, ...]
    letters: tuple[Letter, ...]
    secrecy: str
    for_residents: bool
    retention_years: int
    retention_basis: str
    beside: tuple[str, ...]  # of BESIDE
    again: str  # the state in which a matter is handled again; "": where it began
    again_clock: str
    suspends: str  # the state in which it may be suspended
    doors: tuple[str, ...]  # of DOORS

    def state(self, code: str) -> State | None:
        return next((one for one in self.states if one.code == code), None)

    def step(self, code: str) -> Step | None:
        return next((one for one in self.steps if one.code == code), None)

    def fields_at(self, step: str = "") -> tuple[Field, ...]:
        """What is asked with this step; at filing, for no step."""
        return tuple(one for one in self.fields if one.at == step)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.frm)


def read(code: str, spec: Any) -> Kind:
    """The kind that `spec` describes."""
    said = spec if isinstance(spec, Mapping) else {}
    return Kind(
        code=code,
        name=_text(said, "name"),
        about=_text(said, "about"),
        start=_text(said, "start"),
        opens=_text(said, "opens"),
        states=tuple(_state(one) for one in _items(said, "states")),
        steps=tuple(_step(one) for one in _items(said, "steps")),
        clocks=tuple(_clock(one) for one in _items(said, "clocks")),
        fields=tuple(_field(one) for one in _items(said, "fields")),
        letters=tuple(
            Letter(*(_text(one, key) for key in ("code", "title", "text"))) for one in _items(said, "letters")
        ),
        secrecy=_text(said, "secrecy") or "open",
        for_residents=said.get("for_residents") is True,
        retention_years=_number(said, "retention_years"),
        retention_basis=_text(said, "retention_basis"),
        beside=_texts(said, "beside"),
        again=_text(said, "again"),
        again_clock=_text(said, "again_clock"),
        suspends=_text(said, "suspends"),
        doors=_texts(said, "doors"),
    )


def _state(one: Mapping[str, Any]) -> State:
    code, desk, public, holder = (_text(one, key) for key in ("code", "desk", "public", "holder"))
    return State(code, desk, public, holder, ended=code.startswith("end"))


def _step(one: Mapping[str, Any]) -> Step:
    return Step(
        code=_text(one, "code"),
        label=_text(one, "label"),
        public=_text(one, "public"),
        frm=_texts(one, "frm"),
        to=_text(one, "to"),
        who=_texts(one, "who"),
        asks=_texts(one, "asks"),
        starts=_texts(one, "starts"),
        stops=_texts(one, "stops"),
        pauses=_texts(one, "pauses"),
        resumes=_texts(one, "resumes"),
        like=_text(one, "like"),
    )


def _clock(one: Mapping[str, Any]) -> Clock:
    return Clock(
        code=_text(one, "code"),
        name=_text(one, "name"),
        limit=_text(one, "limit"),
        yellow=_text(one, "yellow"),
        red=_text(one, "red"),
        basis=_text(one, "basis"),
        law=_text(one, "law"),
        delay=_text(one, "delay"),
        times=_number(one, "times"),
        granted_by=_texts(one, "granted_by"),
    )


def _number(said: Mapping[str, Any], key: str) -> int:
    found = said.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _field(one: Mapping[str, Any]) -> Field:
    return Field(
        code=_text(one, "code"),
        label=_text(one, "label"),
        help=_text(one, "help"),
        type=_text(one, "type"),
        required=one.get("required") is True,
        options=_texts(one, "options"),
        at=_text(one, "at"),
        public=one.get("public") is True,
    )


def _items(said: Mapping[str, Any], key: str) -> Iterable[Mapping[str, Any]]:
    found = said.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(said: Mapping[str, Any], key: str) -> str:
    found = said.get(key)
    return found.strip() if isinstance(found, str) else ""


def _texts(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = said.get(key)
    if not isinstance(found, list | tuple):
        return ()
    return tuple(dict.fromkeys(one.strip() for one in found if isinstance(one, str) and one.strip()))
