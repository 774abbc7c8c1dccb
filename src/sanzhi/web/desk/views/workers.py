"""社工, at the desk of whoever keeps their register: certificates, training, the allowance month by month."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.orders import WithReason
from sanzhi.web.desk.forms.workers import (
    EnteringWorker,
    Leaving,
    OfMonth,
    Reassigning,
    Registering,
    SettingAllowance,
    Signing,
    Trained,
    month_of,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import tables
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP = "group.keep"
SHEET = ["姓名", "单位", "级别", "月份", "金额（元）", "谁同意的"]


@staff(KEEP)
@require_safe
def workers(request: HttpRequest) -> HttpResponse:
    """社工 of one's place; how much casework there is: counts and nothing else."""
    today, actor = clock.today(), request.actor
    rows = queries.social_workers(actor.reach, today, number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    given |= {"year": today.year, "counted": queries.casework_counted(actor, today.year)}
    return show(request, "desk/workers.html", given)


@staff(KEEP)
@once
def enter(request: HttpRequest) -> HttpResponse:
    """登记社工."""
    form = EnteringWorker(posted(request), actor=request.actor)

    def do() -> None:
        actions.enter_worker(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记社工"), _("已登记。"), ("desk-workers",))


@staff(KEEP)
@require_safe
def worker(request: HttpRequest, social_worker: int) -> HttpResponse:
    """一位社工."""
    one = queries.worker_kept(request.actor, social_worker)
    given = {
        "one": one,
        "today": clock.today(),
        "rows": one.registrations.all(),
        "training": one.training.all(),
    }
    spells = list(one.spells.select_related("office"))
    given |= {"spells": spells, "employed": any(spell.ends_on is None for spell in spells), "overpaid": queries.overpaid(one)}  # fmt: skip
    given |= {"left_behind": not queries.in_post(one, clock.now()) and queries.cases_open(one)}
    return show(request, "desk/worker.html", given)


@staff(KEEP)
@once
def register(request: HttpRequest, social_worker: int) -> HttpResponse:
    """登记证书."""
    one, form = queries.worker_kept(request.actor, social_worker), Registering(posted(request))

    def do() -> None:
        actions.register_certificate(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("有效三年；再登记时，要有上次登记以来 72 小时的继续教育（本平台约定）。")
    return filled(request, form, do, _("登记证书"), _("已登记。"), ("desk-worker", one.pk), note)


@staff(KEEP)
@once
def train(request: HttpRequest, social_worker: int) -> HttpResponse:
    """登记继续教育."""
    one, form = queries.worker_kept(request.actor, social_worker), Trained(posted(request))

    def do() -> None:
        actions.enter_training(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记继续教育"), _("已登记。"), ("desk-worker", one.pk))


@staff(KEEP)
@once
def leave(request: HttpRequest, social_worker: int) -> HttpResponse:
    """离职."""
    one, form = queries.worker_kept(request.actor, social_worker), Leaving(posted(request))

    def do() -> None:
        actions.end_worker(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("写实际上班的最后一天：没有做满的月份没有补贴，拟好还没同意的会退回。")
    return filled(request, form, do, _("登记离职"), _("已登记离职，名单上不再列出。"), ("desk-worker", one.pk), note)  # fmt: skip


@staff(KEEP)
@once
def reassign(request: HttpRequest, social_worker: int) -> HttpResponse:
    """转交离岗社工的个案, without reading any."""
    one = queries.worker_kept(request.actor, social_worker)
    form = Reassigning(posted(request), colleagues=queries.colleagues(one, clock.today()))

    def do() -> None:
        actions.reassign_caseload(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _(
        "没有社工岗位了，手上的个案（做的、督导的）由您请别人接着做；您看不到个案，本人会收到消息，随时可以不做。"
    )
    return filled(request, form, do, _("转交个案"), _("已转交，会告诉每一位本人。"), ("desk-worker", one.pk), note)  # fmt: skip


@staff(KEEP)
@require_safe
def allowances(request: HttpRequest) -> HttpResponse:
    """补贴."""
    month = month_of(request.GET.get("month", ""))
    rows = queries.allowances(request.actor, month, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    given |= {"month": month, "rules": queries.allowance_rules(), "me": request.actor.person_id, "form": OfMonth(request.GET or None)}  # fmt: skip
    given |= {"county": access.may_keep_county(request.actor).ok}
    return show(request, "desk/allowances.html", given)


@staff(KEEP)
@once
def set_rule(request: HttpRequest) -> HttpResponse:
    """定标准."""
    form = SettingAllowance(posted(request))

    def do() -> None:
        actions.set_allowance(**form.said(), by=request.actor, at=clock.now())

    return filled(
        request,
        form,
        do,
        _("定补贴标准"),
        _("已定。"),
        ("desk-allowances",),
        _("照市里的文件定，写文件编号。"),
    )


@staff(KEEP)
@once
def propose(request: HttpRequest) -> HttpResponse:
    """拟一个月."""
    form, made = OfMonth(posted(request)), []

    def do() -> None:
        made.extend(actions.propose_allowances(form.cleaned_data["month"], by=request.actor, at=clock.now()))

    note = _("整个月证书都有效的才拟；自己的不拟，由别人来。")
    answer = filled(request, form, do, _("拟补贴"), _("已拟。"), ("desk-allowances",), note)
    if request.method == "POST" and form.is_valid() and answer.status_code == 302:
        messages.info(request, _("拟了 %(n)d 人。") % {"n": len(made)})
    return answer


@staff(KEEP)
@once
def agree(request: HttpRequest) -> HttpResponse:
    """同意一个月: the rows on this page and no others."""
    form, refused = Signing(posted(request)), ""
    month = month_of(request.GET.get("month", "")) or queries.month_to_agree(request.actor)
    if request.method == "POST" and form.is_valid():
        month, rows = form.said()
        try:
            actions.agree_allowances(month, rows, by=request.actor, at=clock.now())
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("已同意。"))
            return redirect("desk-allowances")
    shown = queries.allowances_shown(request.actor, month) if month else []
    listed = {"month": f"{month:%Y-%m}" if month else "", "shown": ",".join(str(one.pk) for one in shown)}
    given = {"form": Signing(initial=listed), "refused": refused, "month": month, "rows": shown, "total": sum(one.fen for one in shown)}  # fmt: skip
    return show(request, "desk/allowance_agree.html", given)


@staff(KEEP)
@once
def refuse(request: HttpRequest, allowance: int) -> HttpResponse:
    """不同意一个人的."""
    one, form = queries.allowance_kept(request.actor, allowance), WithReason(posted(request))

    def do() -> None:
        actions.refuse_allowance(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("不同意补贴"), _("已退回。"), ("desk-allowances",), one.worker.person.name
    )


@staff(KEEP)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """发放表: what was agreed to."""
    month = month_of(request.GET.get("month", ""))
    if month is None:
        raise Refusal("not_visible", _("请写年和月，例如 2026-03。"))
    return tables.download(
        f"allowance-{month:%Y-%m}", "xlsx", SHEET, queries.allowance_sheet(request.actor, month)
    )
