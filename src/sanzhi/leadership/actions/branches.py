"""网格支部: members by their own word, and the five things each of them does. Nobody else than the branch and oneself reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import access, queries, rules
from sanzhi.leadership.models import Contact, Member, Pledge, Post, Service
from sanzhi.people import queries as people
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewMember:
    """党员 as entered; `agreed_on`: when they agreed, on paper or by word, that the branch keeps it here."""

    name: str
    phone: str
    agreed_on: date


@transaction.atomic
def add_member(new: NewMember, *, by: Actor, at: datetime) -> Member:
    """登记党员 of the actor's own branch, with their word (个人信息保护法 art. 29). Once. Raises Refusal."""
    office = Office.objects.filter(pk=by.office_id).first()
    access.may_keep_branch(by, office.kind if office else "").or_refuse()
    if not new.name.strip() or not new.phone.strip():
        raise Refusal("member_incomplete", _("请写姓名和手机号；本人凭手机号看得到自己的这一页。"))
    if new.agreed_on > localdate(at):
        raise Refusal("agreed_later", _("同意的日期不能在今天以后。"))
    person = _known(new.name.strip(), new.phone)
    with walls.the_house():
        known = Member.objects.select_for_update().filter(person=person, ended_on=None).first()
    if known and known.branch_id == by.office_id:
        return known
    if known:
        raise Refusal("in_another_branch", _("这个人登记在别的支部，请先转出。"))
    one = Member.objects.create(
        branch=office, person=person, agreed_on=new.agreed_on, entered_by_id=by.person_id, entered_at=at
    )
    _told("member.added", one, by, at)
    return one


def _known(name: str, phone: str) -> Person:
    """Who is known here by this name under this number. A branch makes nobody a resident, nor learns a name by a number."""
    with walls.the_house():
        person = people.person_by_phone(phone)
    if person is None or person.name != name:
        raise Refusal(
            "not_known", _("没有这个姓名和手机号的居民；请本人先用手机号登录一次，姓名要和登记的一样。")
        )
    return person


@transaction.atomic
def end_member(member: int, *, by: Actor, at: datetime) -> Member:
    """转出: the branch keeps no more of it than that there was somebody."""
    return _ended(_mine(member, by), by, at)


@transaction.atomic
def withdraw(*, by: Actor, at: datetime) -> Member:
    """撤回同意, by oneself and in one step: what the branch kept is erased. Raises Refusal."""
    found = Member.objects.filter(person_id=by.person_id, ended_on=None).first()
    if found is None or not by.is_resident:
        raise queries.missing()
    return _ended(_mine(found.pk, by), by, at)


def _ended(one: Member, by: Actor, at: datetime) -> Member:
    for model in (Contact, Pledge, Post, Service):
        model.objects.filter(member=one).delete()
    one.ended_on, one.plaque_on = localdate(at), None
    one.save(update_fields=["ended_on", "plaque_on"])
    _told("member.ended", one, by, at)
    return one


@transaction.atomic
def cover(member: int, *, number: str, named: bool, by: Actor, at: datetime) -> Contact:
    """结对联系户, by the household's number in the branch's village; one member for a household. Raises Refusal."""
    one = _mine(member, by)
    home = people.household_by_number(one.branch.area_id, number.strip())
    if home is None:
        raise Refusal("no_household", _("本村（社区）没有这个户号。"))
    with walls.the_house():
        taken = Contact.objects.filter(household=home, until=None).exclude(member=one).exists()
    if taken:
        raise Refusal("covered_already", _("这一户已经有人联系。"))
    said = {"named": named}
    made, _new = Contact.objects.update_or_create(
        member=one, household=home, until=None, defaults=said, create_defaults=said | {"since": localdate(at)}
    )
    _told("member.contact", one, by, at)
    return made


@transaction.atomic
def end_contact(contact: int, *, by: Actor, at: datetime) -> Contact:
    """不再联系. Raises Refusal."""
    made = Contact.objects.filter(pk=contact, until=None).first()
    if made is None:
        raise queries.missing()
    one = _mine(made.member_id, by)
    made.until = localdate(at)
    made.save(update_fields=["until"])
    _told("member.contact_ended", one, by, at)
    return made


@transaction.atomic
def hang_plaque(member: int, *, on: date | None, by: Actor, at: datetime) -> Member:
    """挂牌 at the member's door, with their word; None takes it down. Raises Refusal."""
    one = _mine(member, by)
    if on and on > localdate(at):
        raise Refusal("plaque_day", _("挂牌的日期不能在今天以后。"))
    one.plaque_on = on
    one.save(update_fields=["plaque_on"])
    _told("member.plaque", one, by, at)
    return one


@transaction.atomic
def pledge(member: int, *, text: str, due_on: date, by: Actor, at: datetime) -> Pledge:
    """承诺, by the branch or by oneself. Raises Refusal."""
    one, today = _mine(member, by), localdate(at)
    if len(text.strip()) < 4 or due_on < today:
        raise Refusal("pledge_shape", _("请写明承诺做什么，哪一天以前。"))
    made = Pledge.objects.create(member=one, text=text.strip(), due_on=due_on, made_on=today)
    _told("member.pledge", one, by, at)
    return made


@transaction.atomic
def judge_pledge(made: int, *, kept: bool, found: str, by: Actor, at: datetime) -> Pledge:
    """兑现没有: said once by the branch with what was found, and not of oneself. Raises Refusal."""
    promise = Pledge.objects.select_for_update().filter(pk=made).first()
    if promise is None:
        raise queries.missing()
    one = _mine(promise.member_id, by)
    access.may_judge(by, one).or_refuse()
    if by.is_resident or promise.kept is not None:
        raise Refusal("judged_already", _("承诺由支部认定一次。"))
    if len(found.strip()) < 2:
        raise Refusal("found_missing", _("请写明看到了什么。"))
    promise.kept, promise.found = kept, found.strip()
    promise.judged_by_id, promise.judged_on = by.person_id, localdate(at)
    promise.save(update_fields=["kept", "found", "judged_by", "judged_on"])
    _told("member.judged", one, by, at)
    return promise


@transaction.atomic
def take_post(
    member: int, *, name: str, duty: str, until: date | None = None, by: Actor, at: datetime
) -> Post:
    """设岗定责. Raises Refusal."""
    one, today = _mine(member, by), localdate(at)
    if len(name.strip()) < 2 or len(duty.strip()) < 2 or (until and until < today):
        raise Refusal("post_shape", _("请写岗位名称和职责，到期的日子不能是过去的。"))
    made = Post.objects.create(member=one, name=name.strip(), duty=duty.strip(), since=today, until=until)
    _told("member.post", one, by, at)
    return made


@transaction.atomic
def note_service(member: int, *, on: date, what: str, by: Actor, at: datetime) -> Service:
    """记志愿服务: that there was a day of it. Raises Refusal."""
    one, today = _mine(member, by), localdate(at)
    if not today - rules.SERVED_WITHIN <= on <= today or len(what.strip()) < 2:
        raise Refusal("service_shape", _("请写做了什么；日期在过去一年里。"))
    made, new = Service.objects.get_or_create(member=one, on=on, what=what.strip())
    if new:
        _told("member.served", one, by, at)
    return made


def _mine(member: int, by: Actor) -> Member:
    """The member, held; of the actor's branch, or themselves. Who has left is nobody's."""
    rows = Member.objects.select_for_update(of=("self",)).select_related("branch")
    one = rows.filter(pk=member, ended_on=None).first()
    verdict = access.may_read(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _told(kind: str, member: Member, by: Actor, at: datetime) -> None:
    """That there was a step, and of which branch; who it is stands in no journal, nor that they took it themselves."""
    about = ("party_branch", member.branch_id)
    with walls.the_house():  # an entry without a name is nobody's to read back
        record(kind, by=None if by.is_resident else by.person_id, at=at, about=about, content={})
