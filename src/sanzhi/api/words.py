"""往来的内容: what is sent and what is answered, with its bounds. Shown as the schema at /api/v1/openapi.json."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Header, Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt

NO_NUL = r"^[^\x00]*$"
KEY: Any = Header(..., alias="Idempotency-Key", min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")


def text(most: int, least: int = 0) -> Any:
    return Field(min_length=least, max_length=most, pattern=NO_NUL)


class Strict(Schema):
    """What is misspelt is refused, not dropped."""

    model_config = ConfigDict(extra="forbid")


class Reporter(Strict):
    """提出人: as they gave themselves; both empty where they gave nothing, if the county takes that."""

    name: Annotated[str, text(60)] = ""
    phone: Annotated[str, text(20)] = ""


# An answer to what a kind asks: yes or no, a whole number, or text (a date as 2026-03-01, a choice in its own words).
Answer = StrictBool | StrictInt | Annotated[str, text(2000)]


class NewCase(Strict):
    """转来的诉求."""

    title: Annotated[str, text(120, 2)]
    text: Annotated[str, text(5000, 5)]
    area: Annotated[str, Field(pattern=r"^[0-9]{12}$", description="村（社区）12 位代码")]
    category: Annotated[str, text(40)] = "other"
    place: Annotated[str, text(200)] = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    channel: Annotated[str, text(10)] = "api"
    ref: Annotated[str, Field(max_length=30, pattern=r"^[A-Za-z0-9._-]*$", description="对方系统的编号")] = ""
    reporter: Reporter = Reporter()
    kind: Annotated[str, Field(pattern=r"^[a-z]{0,10}$", description="事项种类；不写就是一般诉求")] = ""
    details: Annotated[
        dict[Annotated[str, text(20)], Answer], Field(max_length=60, description="这一类要填的各项，按编号")
    ] = {}


class ScaleReading(Strict):
    """一次称重: 哪台秤、哪只桶（桶上芯片或二维码里的桶号）、多少公斤、什么时候."""

    scale: Annotated[str, text(20, 1)]
    bin: Annotated[str, text(20, 1)]
    kg: Annotated[str, Field(max_length=10, pattern=r"^[0-9.]+$", description="公斤，最多三位小数")]
    at: Annotated[str, Field(max_length=40, pattern=NO_NUL, description="如 2026-03-02T07:15:30+08:00")]
    household: Annotated[str, Field(max_length=20, pattern=NO_NUL, description="户号；写了就对一遍")] = ""


class Readings(Strict):
    """一批称重."""

    readings: Annotated[list[ScaleReading], Field(min_length=1, max_length=200)]


class SentAlarm(Strict):
    """一条警情: 能交出来的最少几项；不收姓名、电话、证件号和前科."""

    alarm_no: Annotated[str, Field(max_length=30, pattern=NO_NUL, description="警情编号")]
    reported_at: Annotated[
        str, Field(max_length=40, pattern=NO_NUL, description="如 2026-03-02T07:15:00+08:00")
    ]
    area: Annotated[
        str, Field(max_length=30, pattern=NO_NUL, description="镇（街道）或村（社区）的代码或名称")
    ]
    place: Annotated[str, text(120, 1)]
    category: Annotated[str, text(20, 1)]
    is_police_matter: bool
    sub_category: Annotated[str, text(20)] = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    brief: Annotated[str, text(200)] = ""
    handled_by: Annotated[str, text(60)] = ""
    result: Annotated[str, text(200)] = ""
    transferred_to: Annotated[str, text(60)] = ""


class Counted(Strict):
    """一天的报数: 交了几条，可以把编号也列出来."""

    day: date
    sent: Annotated[int, Field(ge=0, le=20_000)]
    numbers: Annotated[
        list[Annotated[str, Field(max_length=30, pattern=NO_NUL)]], Field(max_length=2_000)
    ] = []


class Alarms(Strict):
    """一批警情，和可以一起送来的报数."""

    alarms: Annotated[list[SentAlarm], Field(max_length=100)] = []
    counted: Annotated[list[Counted], Field(max_length=31)] = []


class Broken(Schema):
    """没有收的一条: 第几条（从 1 数）、为什么."""

    row: int
    sentence: str


class Weighed(Schema):
    """收了几条新的，几条早就有了，哪几条没有收."""

    taken: int
    known: int
    problems: list[Broken]


class AlarmsTaken(Schema):
    """收了几条新的，更正了几条，几条早就有了，哪几条没有收."""

    taken: int
    changed: int
    known: int
    problems: list[Broken]


class Asked(Schema):
    """这一类要填的一项: `type` is text, long, number, date, choice or yes_no."""

    code: str
    label: str
    help: str
    type: str
    required: bool
    options: list[str]


class Kind(Schema):
    """可以转来的事项种类."""

    code: str
    name: str
    about: str
    fields: list[Asked]


class Kinds(Schema):
    """县里自定的、可以从接口转来的种类."""

    kinds: list[Kind]


class NewMessage(Strict):
    """短信留言: what somebody wrote to the county's number or account."""

    way: Literal["sms", "chat"]
    phone: Annotated[str, text(20, 5)]
    text: Annotated[str, text(2000, 1)]


class Received(Schema):
    """已收下: `waiting` at a desk, or `stopped` when the words only asked for no more texts."""

    state: Literal["waiting", "stopped"]


class Filed(Schema):
    """已登记."""

    code: str
    number: str
    office: str
    due_at: datetime | None


class Step(Schema):
    """经过的一步."""

    label: str
    at: datetime
    office: str


class Status(Schema):
    """办到哪一步."""

    code: str
    number: str
    state: str
    state_label: str
    office: str
    reported_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    steps: list[Step]


class Change(Schema):
    """一次变化."""

    code: str
    label: str
    state: str
    state_label: str
    at: datetime


class Changes(Schema):
    """一页变化. Give `next` as `after` to go on; `more` says that there is another page now."""

    changes: list[Change]
    next: int
    more: bool
