"""五个地址: file a case once per key, say which kinds may be sent, hand in what somebody wrote, tell how far a case is,
and what has changed."""

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import NinjaAPI, Query, Status
from pydantic import AwareDatetime

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import Caller, Sent, Written
from sanzhi.cases.rules import Filing
from sanzhi.journal import actions as journal
from sanzhi.kit import clock, walls

from . import alarms, problems, weighings, words
from .doors import Token

api = NinjaAPI(
    title="三治 · 事项接口",
    version="1",
    description="别的系统转来诉求、查询办到哪一步。凭证由安全管理员发放。",
    auth=Token(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
problems.speak(api)
api.add_router("", weighings.router)
api.add_router("", alarms.router)
REFUSALS: Any = problems.DECLARED


@api.post("/cases", response={201: words.Filed, **REFUSALS}, summary="转来一件诉求")
def file(request: HttpRequest, filing: words.NewCase, key: str = words.KEY) -> Any:
    """同一个 Idempotency-Key 和同样的内容再发，得到第一次的答复；同一个键换了内容，答 409。"""
    with (
        transaction.atomic(),  # what is refused gives its key free again
        walls.the_house(),
        journal.once(f"api:{request.auth.id}", key, request.body) as earlier,
    ):
        if not (earlier.replayed and earlier.answer):
            case = actions.file_from_client(sent(filing), by=request.auth, at=clock.now())
            earlier.store(_filed(queries.tracked(case.public_code)))
        return Status(201, earlier.answer)


@api.post("/messages", response={201: words.Received, **REFUSALS}, summary="转来一条短信或留言")
def receive(request: HttpRequest, message: words.NewMessage, key: str = words.KEY) -> Any:
    """县里的短信网关、公众号收到的话，交给来电席办。只回复“TD”“退订”的，当场停发短信。"""
    with (
        transaction.atomic(),
        walls.the_house(),
        journal.once(f"api:{request.auth.id}", key, request.body) as earlier,
    ):
        if not (earlier.replayed and earlier.answer):
            written = Written(message.way, message.phone, message.text)
            row = actions.receive(written, by=request.auth, at=clock.now())
            earlier.store({"state": "waiting" if row else "stopped"})
        return Status(201, earlier.answer)


def sent(filing: words.NewCase) -> Sent:
    """What came, as the actions take it."""
    place = (filing.area, filing.category, filing.place, filing.latitude, filing.longitude)
    caller = Caller(filing.reporter.name, filing.reporter.phone)
    said = {
        code: value.strip() if isinstance(value, str) else value for code, value in filing.details.items()
    }
    details = {code: value for code, value in said.items() if value != ""}
    asked = Filing(filing.title, filing.text, *place, kind=filing.kind or "matter", details=details)
    return Sent(asked, caller, filing.channel, filing.ref)


def _filed(page: queries.CasePage) -> dict[str, Any]:
    case = page.case
    due = case.due_at.isoformat() if case.due_at else None
    return {"code": case.public_code, "number": page.number, "office": case.receiver.name, "due_at": due}


@api.get("/kinds", response={200: words.Kinds, **REFUSALS}, summary="可以转来哪些种类")
def kinds_open(request: HttpRequest) -> Any:
    """县里自定的种类里，开放给接口的；填写项的编号就是转来时 details 里的键。"""
    with walls.the_house():
        offered = queries.kinds_to_file(actions.client_actor(request.auth), "api")
    return {"kinds": [{**vars(one.kind), "fields": one.kind.fields_at()} for one in offered]}


@api.get("/cases/{code}", response={200: words.Status, **REFUSALS}, summary="办到哪一步")
def status(request: HttpRequest, code: str) -> Any:
    """只能查自己转来的事项；别的一律答 404。"""
    with walls.the_house():  # its own rule: what this client sent
        page = queries.case_of_client(request.auth, code)
    ((case, state),) = queries.with_states([page.case])
    return {
        "code": case.public_code,
        "number": page.number,
        "state": case.state,
        "state_label": str(state.public),
        "office": case.holder.name if case.holder else "",
        "reported_at": case.reported_at,
        "due_at": case.due_at,
        "closed_at": case.closed_at,
        "steps": [{"label": str(line.label), "at": line.at, "office": line.office} for line in page.timeline],
    }


@api.get("/cases", response={200: words.Changes, **REFUSALS}, summary="自己转来的事项有什么变化")
def changes(
    request: HttpRequest,
    since: Annotated[AwareDatetime | None, Query()] = None,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Any:
    """按发生的先后，一页 100 条。变化在 10 秒之后出现，接着上次的 next 读，一条不漏、一条不重。"""
    moment: datetime | None = since
    with walls.the_house():  # its own rule: what this client sent
        found = queries.changes_of_client(request.auth, since=moment, after=after, at=clock.now())
    page = found[: queries.CHANGES]
    return {
        "changes": [vars(change) for change in page],
        "next": page[-1].key if page else after,
        "more": len(found) > len(page),
    }


_addresses, _app, _namespace = api.urls
# Without the library's own front page, which nobody here has written.
urls = ([address for address in _addresses if address.name != "api-root"], _app, _namespace)
