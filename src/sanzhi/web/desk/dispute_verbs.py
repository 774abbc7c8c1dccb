"""纠纷的每一步: what may be done now to a dispute, by whom, with which form. The page and the form read this one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sanzhi.disputes import actions
from sanzhi.disputes.flow import ASKED, ASKING, CLOSED, NEW, PERFORM, SIGNING, TAKEN, TALKS
from sanzhi.people.roles import Actor

from .forms import disputes as forms

Act = Callable[[Any, dict[str, Any], Actor, datetime, Any], object]


@dataclass(frozen=True)
class Verb:
    """一步: its label, its form, in which states it is open, for whom ("keep", "mediate", "handle", "court"), and what it
    does with (page, what was typed, by, at, the form)."""

    label: Any
    form: type[forms.OfDispute]
    states: tuple[str, ...]
    who: str
    act: Act
    when: Callable[[Any], bool] = lambda page: True
    note: Any = ""

    def open(self, page: Any) -> bool:
        hands = {
            "keep": page.keeps, "mediate": page.mediates, "handle": page.keeps or page.mediates, "court": page.court,
        }  # fmt: skip
        return hands[self.who] and page.dispute.case.state in self.states and self.when(page)


OPEN = (NEW, ASKING, TAKEN, TALKS, SIGNING, PERFORM, ASKED)
BEFORE, AGREED = (NEW, ASKING), (PERFORM, ASKED, CLOSED)
ENDED = ("dispute-endcourt", "dispute-endfail", "dispute-endnot", "dispute-endpolice")


def _pk(page: Any) -> int:
    return int(page.dispute.pk)


def _says(about: str, subject: Callable[[Any], int] = lambda page: 0) -> Act:
    return lambda page, said, by, at, form: actions.answer(
        _pk(page),
        about,
        said["yes"],
        party=said["party"],
        subject=subject(page),
        means=said["means"],
        by=by,
        at=at,
    )


def _draft(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    given = {name: said[name] for name in ("form", "facts", "terms", "manner", "perform_by", "place")}
    return actions.draft_agreement(
        _pk(page), actions.NewAgreement(**given, instalments=form.parts()), by=by, at=at
    )


def _hold(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    record = actions.Record(said["minutes"], said["result"], said["recorder"], said["others"])
    return actions.hold_session(said["session"], record, rights_told=said["rights_told"], by=by, at=at)


def _plan(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    new = actions.NewSession(said["manner"], said["starts_at"], said["place"], said["apart"])
    return actions.plan_session(_pk(page), new, by=by, at=at)


def _identity(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    told = {name: said[name] for name in ("sex", "ethnicity", "age", "occupation", "address")}
    return actions.see_identity(_pk(page), said["party"], told, by=by, at=at)


def _papers(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    kept = form.photos_kept()
    return actions.add_papers(
        _pk(page), said["part"], kept, party=said["party"], shared=said["shared"], by=by, at=at
    )


def _attorney(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    told = {name: said[name] for name in ("party", "name", "special", "scope")}
    return actions.name_attorney(_pk(page), form.photos_kept(), **told, by=by, at=at)


def _visit(page: Any, said: dict[str, Any], by: Actor, at: datetime, form: Any) -> object:
    return actions.visit(_pk(page), by=by, at=at, **said)


VERBS: dict[str, Verb] = {
    "ask": Verb(
        _("征求各方意见"), forms.Nothing, (NEW,), "keep",
        lambda page, said, by, at, form: actions.ask_parties(_pk(page), by=by, at=at),
        note=_("系统会告诉每一位当事人，请他们答复愿不愿意调解。"),
    ),
    "accept": Verb(
        _("受理"), forms.Accepting, BEFORE, "keep",
        lambda page, said, by, at, form: actions.accept(_pk(page), signed_by=said.get("signed_by"), by=by, at=at),
        when=lambda page: all(line.consent and line.consent.yes for line in page.parties),
    ),
    "consent": Verb(_("代记：愿不愿意调解"), forms.Saying, BEFORE, "keep", _says("consent")),
    "propose": Verb(
        _("推荐调解员"), forms.Proposing, (TAKEN, TALKS), "keep",
        lambda page, said, by, at, form: actions.propose_mediator(_pk(page), said["mediator"], by=by, at=at),
        when=lambda page: page.dispute.mediator_id is None,
    ),
    "mediator": Verb(
        _("代记：同不同意调解员"), forms.Saying, (TAKEN, TALKS), "keep",
        _says("mediator", lambda page: page.dispute.proposed_id or 0),
        when=lambda page: page.dispute.proposed_id is not None,
    ),
    "hold": Verb(
        _("记录调解会"), forms.Holding, (TAKEN, TALKS), "handle", _hold,
        when=lambda page: any(not one.held_at for one in page.sessions),
    ),
    "plan": Verb(
        _("约调解会"), forms.Planning, (TAKEN, TALKS), "handle", _plan,
        when=lambda page: page.dispute.mediator_id is not None,
    ),
    "draft": Verb(_("写协议"), forms.Drafting, (TALKS,), "mediate", _draft),
    "sign": Verb(
        _("代记：当事人签字"), forms.Signing, (SIGNING,), "handle",
        lambda page, said, by, at, form: actions.sign(_pk(page), party=said["party"], means=said["means"], by=by, at=at),
    ),
    "mediator-sign": Verb(
        _("调解员签字"), forms.Nothing, (SIGNING,), "mediate",
        lambda page, said, by, at, form: actions.sign_as_mediator(_pk(page), by=by, at=at),
        when=lambda page: not page.agreement.mediator_signed_at,
    ),
    "seal": Verb(
        _("盖章"), forms.Nothing, (SIGNING,), "keep",
        lambda page, said, by, at, form: actions.seal(_pk(page), by=by, at=at),
        when=lambda page: not page.agreement.sealed_at,
    ),
    "redraft": Verb(
        _("重新协商"), forms.Nothing, (SIGNING,), "handle",
        lambda page, said, by, at, form: actions.redraft(_pk(page), by=by, at=at),
        note=_("写好的协议作废，签过的字也作废。"),
    ),
    "performed": Verb(
        _("登记履行"), forms.Performing, (PERFORM,), "handle",
        lambda page, said, by, at, form: actions.note_performance(said["part"], on=said["on"], by=by, at=at),
        when=lambda page: any(not one.performed_on for one in page.instalments),
    ),
    "all-performed": Verb(
        _("履行完毕"), forms.Nothing, (PERFORM,), "handle",
        lambda page, said, by, at, form: actions.all_performed(_pk(page), by=by, at=at),
        when=lambda page: all(one.performed_on for one in page.instalments),
    ),
    "visit": Verb(_("登记回访"), forms.Visiting, AGREED, "handle", _visit),
    "more-time": Verb(
        _("请求延长期限"), forms.MoreTime, (TAKEN, TALKS, SIGNING), "handle",
        lambda page, said, by, at, form: actions.ask_more_time(_pk(page), said["days"], by=by, at=at),
    ),
    "longer": Verb(
        _("代记：同不同意延长"), forms.Saying, (TAKEN, TALKS, SIGNING), "handle", _says("more_time"),
        when=lambda page: page.dispute.more_seq > 0,
    ),
    "joint": Verb(
        _("代记：愿不愿意当面"), forms.Saying, (TAKEN, TALKS), "handle", _says("joint"),
        when=lambda page: page.dispute.dv_risk,
    ),
    "confirm": Verb(
        _("代记：共同申请司法确认"), forms.Saying, AGREED, "handle",
        lambda page, said, by, at, form: actions.join_confirmation(
            _pk(page), said["yes"], party=said["party"], means=said["means"], by=by, at=at
        ),
        when=lambda page: page.confirmation is not None and not page.confirmation.applied_at,
    ),
    "go-up": Verb(
        _("改向中级人民法院申请确认"), forms.GoingUp, AGREED, "keep",
        lambda page, said, by, at, form: actions.to_intermediate_court(
            _pk(page), court=said["court"], reason=said["reason"], by=by, at=at
        ),
        when=lambda page: page.confirmation is not None and not page.confirmation.applied_at and not page.diversion,
        note=_("只有纠纷应当由中级人民法院管辖的，才向它申请（民事诉讼法第二百零五条）。"),
    ),
    "ruled": Verb(
        _("登记裁定书"), forms.RulingOnPaper, AGREED, "keep",
        lambda page, said, by, at, form: actions.note_ruling(page.confirmation.pk, actions.Ruled(**said), by=by, at=at),
        when=lambda page: page.ruled_elsewhere,
    ),
    "attorney": Verb(_("登记委托代理人"), forms.NamingAttorney, OPEN, "handle", _attorney),
    "attorney-end": Verb(
        _("代记：撤回委托"), forms.OfParty, OPEN, "handle",
        lambda page, said, by, at, form: actions.end_attorney(_pk(page), party=said["party"], by=by, at=at),
        when=lambda page: bool(page.attorneys),
    ),
    "identity": Verb(_("核对身份"), forms.Identity, (*OPEN, CLOSED), "handle", _identity),
    "papers": Verb(_("交材料"), forms.Papers, (*OPEN, CLOSED), "handle", _papers),
    "danger": Verb(
        _("注明家庭暴力风险"), forms.Danger, OPEN, "handle",
        lambda page, said, by, at, form: actions.flag_danger(_pk(page), capacity=said["capacity"], by=by, at=at),
    ),
    "report": Verb(
        _("登记报告公安、联系妇联"), forms.Reporting, (*OPEN, CLOSED), "handle",
        lambda page, said, by, at, form: actions.report(
            _pk(page), said["to"], contact=said["contact"], note=said["note"], by=by, at=at
        ),
        when=lambda page: page.dispute.dv_risk,
    ),
    "not": Verb(
        _("不予受理"), forms.NotOurs, (NEW,), "keep",
        lambda page, said, by, at, form: actions.not_accept(
            _pk(page), reason=said["reason"], route=said["route"], by=by, at=at
        ),
    ),
    "fail": Verb(
        _("调解不成"), forms.Because, (TAKEN, TALKS, SIGNING, PERFORM), "handle",
        lambda page, said, by, at, form: actions.fail(_pk(page), reason=said["reason"], by=by, at=at),
        note=_("结束后系统会告诉各方还有哪些路：仲裁、行政、起诉，以及诉讼时效。"),
    ),
    "leave": Verb(
        _("代记：有一方退出"), forms.Leaving, OPEN, "handle",
        lambda page, said, by, at, form: actions.leave(_pk(page), party=said["party"], means=said["means"], by=by, at=at),
    ),
    "police": Verb(
        _("报告公安机关，结束调解"), forms.ToPolice, OPEN, "handle",
        lambda page, said, by, at, form: actions.hand_to_police(
            _pk(page), reason=said["reason"], contact=said["contact"], by=by, at=at
        ),
    ),
    "archive": Verb(
        _("归档"), forms.Nothing, (CLOSED, *ENDED, "dispute-endleft", "dispute-endrefused"), "keep",
        lambda page, said, by, at, form: actions.archive(_pk(page), by=by, at=at),
        when=lambda page: not page.dispute.archived_at and not page.missing,
    ),
    "subsidy": Verb(
        _("拟以案定补"), forms.Grading, (ASKED, CLOSED), "keep",
        lambda page, said, by, at, form: actions.draft_subsidy(_pk(page), said["grade"], by=by, at=at),
        when=lambda page: not page.missing,
    ),
    "file-now": Verb(
        _("不再调解，转立案"), forms.Nothing, OPEN, "court",
        lambda page, said, by, at, form: actions.file_now(_pk(page), by=by, at=at),
    ),
    "filed": Verb(
        _("登记立案案号"), forms.Filed, ("dispute-endcourt", "dispute-endfail", "dispute-endrefused"), "court",
        lambda page, said, by, at, form: actions.note_filed(_pk(page), said["number"], by=by, at=at),
    ),
}  # fmt: skip


def offered(page: Any) -> list[tuple[str, Verb]]:
    """What may be done now, the likely next one first."""
    return [(code, verb) for code, verb in VERBS.items() if verb.open(page)]
