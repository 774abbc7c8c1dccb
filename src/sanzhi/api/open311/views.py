"""五个地址: what there is to report, reporting it, and how far one's own reports are."""

import json
from hashlib import sha256
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sanzhi.api.endpoints import sent as as_sent
from sanzhi.cases import actions, queries
from sanzhi.cases.queries import CHANGES, Wanted
from sanzhi.journal import actions as journal
from sanzhi.kit import clock, walls

from . import answers, asked
from .doors import address, client
from .faults import Fault
from .syntax import Answer

A_CLIENT = "a client's token"
SEARCHED = (
    "after", "api_key", "end_date", "jurisdiction_id", "page", "page_size", "service_code", "service_request_id",
    "start_date", "status",
)  # fmt: skip


@address("anyone")
def discovery(request: HttpRequest) -> Answer:
    return Answer("discovery", answers.discovery())


@address("anyone")
def services(request: HttpRequest) -> Answer:
    return Answer("services", answers.services())


@address("anyone")
def service(request: HttpRequest, service: str) -> Answer:
    _known(service)
    return Answer("service_definition", answers.service_definition(service))


def _known(code: str) -> None:
    if code not in queries.rulebook().paces:
        raise Fault(404, _("没有这个 service_code。"))


@address(A_CLIENT, "GET", "HEAD", "POST")
def requests(request: HttpRequest) -> Answer:
    return _file(request) if request.method == "POST" else _search(request)


def _file(request: HttpRequest) -> Answer:
    """登记一件: what the standard lets one send, through the same verb as every client's."""
    fields, at = asked.form(request), clock.now()
    by = client(request, fields)
    asked.only(fields, asked.FIELDS)
    filing = asked.new_case(fields)
    content = {name: value for name, value in sorted(fields.items()) if name not in ("api_key", "once")}
    body = json.dumps(content, ensure_ascii=False)
    today = f"{clock.today():%Y%m%d}:{sha256(body.encode()).hexdigest()[:40]}"
    key = asked.key(request, fields, today)
    with (
        transaction.atomic(),  # what is refused gives its key free again
        walls.the_house(),
        journal.once(f"open311:{by.id}", key, body) as earlier,
    ):
        if not (earlier.replayed and earlier.answer):
            _known(filing.category)
            filing = asked.placed(filing, fields.get("address_id", ""), at)
            case = actions.file_from_client(as_sent(filing), by=by, at=at)
            earlier.store({"code": case.public_code})
    dropped = [name for name in asked.DROPPED if fields.get(name)]
    return Answer("service_requests", answers.filed((earlier.answer or {})["code"], dropped), 201)


def _search(request: HttpRequest) -> Answer:
    """自己转来的: newest first. The Link header leads on by key, whatever has come in the meantime."""
    fields = asked.fields(request.GET)
    by = client(request, fields)
    asked.only(fields, SEARCHED)
    wanted = asked.wanted(fields, clock.now())
    size = asked.number(fields, "page_size", CHANGES, CHANGES)
    page = asked.number(fields, "page", 1, asked.MOST_PAGES)
    with walls.the_house():  # its own rule: what this client sent
        found = queries.sent_by_client(by, wanted, after=fields.get("after", ""), page=page, size=size)
    headers = {}
    if found.older:
        kept = {name: said for name, said in fields.items() if name not in ("after", "api_key", "page")}
        dates = {} if wanted.since is None or wanted.until is None else _dates(wanted)
        on = urlencode(kept | dates | {"page_size": size, "after": found.older})
        headers["Link"] = f'<{request.path}?{on}>; rel="next"'
    return Answer("service_requests", answers.requests(found.cases), 200, headers)


def _dates(wanted: Wanted) -> dict[str, str]:
    """The span as it was worked out, so that it does not move while one reads on."""
    ends = {"start_date": wanted.since, "end_date": wanted.until}
    return {name: moment.isoformat() for name, moment in ends.items() if moment}


@address(A_CLIENT)
def one_request(request: HttpRequest, code: str) -> Answer:
    fields = asked.fields(request.GET)
    by = client(request, fields)
    asked.only(fields, ("api_key", "jurisdiction_id"))
    with walls.the_house():  # its own rule: what this client sent
        found = queries.sent_by_client(by, Wanted(codes=[code]), size=1)
    if not found.cases:
        raise Fault(404, _("没有找到这个事项。"))
    return Answer("service_requests", answers.requests(found.cases))
