"""接口客户: the security administrator lets other systems in, and shuts them out again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, queries
from sanzhi.web.desk.forms.clients import Admit
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

CLIENTS = "settings.accounts"


@staff(CLIENTS)
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """接口客户: who is admitted, for what, until when."""
    towns = {town.code[:9]: town.name for town in queries.towns()}
    county = queries.county()
    names = towns | {county.code[:6]: county.name}
    rows = [(client, [names.get(area, area) for area in client.areas]) for client in queries.clients()]
    return show(request, "desk/clients.html", {"rows": rows, "today": clock.today()})


@staff(CLIENTS)
@once
def admit_client(request: HttpRequest) -> HttpResponse:
    """发放凭证."""
    form = Admit(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            client, token = actions.admit_client(form.admission(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session["client_token"] = [client.name, token]
            return redirect("desk-client-token")
    return show(request, "desk/client_form.html", {"form": form})


@staff(CLIENTS)
@require_safe
def client_token(request: HttpRequest) -> HttpResponse:
    """The token, shown once: opened again, it is gone."""
    kept = request.session.pop("client_token", None)
    if kept is None:
        return redirect("desk-clients")
    answer = show(request, "desk/client_token.html", {"name": kept[0], "token": kept[1]})
    answer["Cache-Control"] = "no-store"
    return answer


@staff(CLIENTS)
@verb
def withdraw_client(request: HttpRequest, client: int) -> HttpResponse:
    """收回凭证."""
    actions.withdraw_client(client, by=request.actor, at=clock.now())
    messages.success(request, _("已收回，下一次请求就进不来了。"))
    return redirect("desk-clients")
