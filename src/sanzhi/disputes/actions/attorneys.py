"""委托代理: whom a party lets speak for them, by a written word with its scope; taken back in one step (本平台约定，参照民事诉讼法
第六十二条: 特别授权 for what gives something up or agrees to something)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.disputes import access
from sanzhi.disputes.models import Attorney, Evidence, Party
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .held import held, noted
from .meeting import add_papers


@transaction.atomic
def name_attorney(
    case_id: int,
    kept: list[Kept],
    *,
    party: int,
    name: str,
    special: bool,
    scope: str,
    by: Actor,
    at: datetime,
) -> Attorney:
    """登记委托代理人: the clerk or mediator has seen the word that the party signed; its picture goes into the dossier. One speaks
    for a party at a time, and no party for the other side. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    one = it.party(party)
    name, scope = name.strip(), scope.strip()
    if not kept:
        raise Refusal("word_missing", _("请拍下当事人签字的委托书。"))
    if len(name) < 2 or len(scope) < 4:
        raise Refusal("scope_missing", _("请写明代理人姓名和委托的事项、权限。"))
    if any(other.side != one.side and other.person.name == name for other in it.parties):
        raise Refusal("other_side", _("对方当事人不能做代理人。"))
    if Attorney.objects.select_for_update().filter(party=one, ended_at=None).exists():
        raise Refusal("attorney_already", _("这位当事人已经有代理人；换人的，先撤回原来的委托。"))
    add_papers(case_id, str(Evidence.Part.AUTHORITY), kept, party=party, by=by, at=at)
    found = Attorney.objects.create(
        party=one, name=name[:60], special=special, scope=scope[:300], digest=kept[0].digest, by_id=by.person_id, at=at,
    )  # fmt: skip
    _said(one, found.name)
    noted("dispute.attorney_named", it, by=by, at=at, party=one.place, special=special)
    return found


@transaction.atomic
def end_attorney(case_id: int, *, party: int, by: Actor, at: datetime) -> Attorney:
    """撤回委托, by the party, or taken down at the desk. Raises Refusal."""
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    found = Attorney.objects.select_for_update().filter(party=one, ended_at=None).first()
    if found is None:
        raise Refusal("no_attorney", _("没有登记委托代理人。"))
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _said(one, "")
    noted("dispute.attorney_ended", it, by=by, at=at, party=one.place)
    return found


def _said(party: Party, name: str) -> None:
    """Whom the papers name beside the party."""
    party.agent = name
    party.save(update_fields=["agent"])
