"""提意见: a resident's own wording beside the clause; the keeper takes it, or leaves it with an answer."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.compacts import queries, rules
from sanzhi.compacts.models import Clause, Opinion, Version
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .drafting import held, names_nobody, told


@transaction.atomic
def give_opinion(clause: int, *, wording: str, why: str = "", by: Actor, at: datetime) -> Opinion:
    """提意见, by a grown resident of the place, once for a clause until it is answered. Raises Refusal."""
    found = Clause.objects.filter(pk=clause).values_list("version", flat=True).first()
    rows = Version.objects.select_for_update(of=("self",)).select_related("compact")
    version = rows.filter(pk=found or 0, asked_at__isnull=False).first()
    about = Clause.objects.filter(pk=clause).first()
    if version is None or about is None:
        raise queries.missing()
    if version.state != Version.State.DRAFTING or not version.opinions_until or localdate(at) > version.opinions_until:  # fmt: skip
        raise Refusal("opinions_over", _("这一稿现在不征求意见。"))
    if not queries.lives_there(queries.reads_as(by), version.compact, localdate(at)):
        raise Refusal(
            "lives_elsewhere", _("由登记在本村（社区）的成年居民提；没有登记的，请到村（社区）登记。")
        )
    rules.clause_stands(wording, about.kind).or_refuse()
    names_nobody(version, wording)
    if wording.strip() == about.text:
        raise Refusal("nothing_changed", _("和原来的一样，请写您想改成什么。"))
    if about.opinions.filter(person_id=by.person_id, settled_at=None).exists():
        raise Refusal("opinion_waits", _("您对这一条的意见还在等答复。"))
    made = Opinion.objects.create(
        version=version, clause=about, person_id=by.person_id, before=about.text, wording=wording.strip(),
        why=why.strip()[:200], given_at=at,
    )  # fmt: skip
    told("compact.opinion", version.compact, by, at, version=version.pk, clause=about.pk, opinion=made.pk)
    return made


@transaction.atomic
def settle_opinion(opinion: int, *, taken: bool, answer: str = "", by: Actor, at: datetime) -> Opinion:
    """采纳 (the clause becomes what was proposed) or 不采纳 with an answer; its author is told. Raises Refusal."""
    found = queries.opinion_here(by, opinion)
    version = held(found.version_id, by, Version.State.DRAFTING)
    found = Opinion.objects.select_related("clause").get(pk=opinion)
    if found.settled_at:
        raise Refusal("settled_already", _("这条意见已经答复。"))
    if not taken and len(answer.strip()) < 4:
        raise Refusal("answer_missing", _("不采纳的，请写明为什么，至少四个字。"))
    if taken and found.clause:
        if found.clause.text != found.before:  # or somebody's words that were taken meanwhile would be gone
            raise Refusal(
                "clause_moved", _("这一条后来改过了，不能直接采纳；请把两边的话合起来改好，再答复。")
            )
        rules.clause_stands(found.wording, found.clause.kind).or_refuse()
        names_nobody(version, found.wording)
        found.clause.text = found.wording
        found.clause.save(update_fields=["text"])
    found.taken, found.answer, found.settled_by_id, found.settled_at = taken, answer.strip()[:300], by.person_id, at  # fmt: skip
    found.save(update_fields=["taken", "answer", "settled_by", "settled_at"])
    told(
        "compact.opinion_settled", version.compact, by, at,
        version=version.pk, opinion=found.pk, person=found.person_id, taken=taken, answer=found.answer,
    )  # fmt: skip
    return found
