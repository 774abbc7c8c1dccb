"""注册、同意、退出."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.volunteering import rules
from sanzhi.volunteering.models import SignUp, Volunteer

from .presence import go
from .signing import free_place, hold_shift


@transaction.atomic
def join(*, guardian_phone: str = "", by: Actor, at: datetime) -> Volunteer:
    """注册志愿者, by oneself; again after leaving, under the same number. Somebody of fourteen to seventeen names the
    guardian, who is asked. Raises Refusal."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=by.person_id)
    old = Volunteer.objects.filter(person=person).first()
    if old and old.left_at is None:
        return old
    today = localdate(at)
    grown = rules.is_grown(person.birth_date, today)
    guardian = None if grown else _guardian(person, guardian_phone)
    born = guardian.birth_date if guardian else None
    rules.may_join(person.birth_date, born, today, has_guardian=guardian is not None).or_refuse()
    one = old or Volunteer(person=person, number=ids.case_number("ZY", today.year, person.pk))
    one.joined_at, one.left_at, one.guardian, one.agreed_at = at, None, guardian, None
    one.save()
    topic = "volunteer.guardian_asked" if guardian else None
    said = {"guardian": guardian.pk if guardian else None}
    record("volunteer.joined", by=by.person_id, at=at, about=("volunteer", one.pk), content=said, topic=topic)
    return one


def _guardian(person: Person, phone: str) -> Person | None:
    """Whoever is registered as such, else the grown member of the same household who signs in with this number."""
    with walls.the_house():
        if person.guardian_id:
            return Person.objects.get(pk=person.guardian_id)
        account = people.account_for_phone(phone) if phone.strip() else None
    found = account.person if account else None
    same = found and found.pk != person.pk and found.household_id == person.household_id
    return found if same and person.household_id else None


@transaction.atomic
def agree(volunteer: int, *, by: Actor, at: datetime) -> Volunteer:
    """监护人同意. Raises Refusal."""
    one = Volunteer.objects.select_for_update(of=("self",)).filter(pk=volunteer).first()
    if one is None or not by.is_resident or one.guardian_id != by.person_id or one.left_at:
        raise Refusal("not_visible", _("没有找到这一项。"))
    if one.agreed_at is None:
        one.agreed_at = at
        one.save(update_fields=["agreed_at"])
        record(
            "volunteer.guardian_agreed", by=by.person_id, at=at, about=("volunteer", one.pk),
            content={"person": one.person_id}, topic="volunteer.guardian_agreed",
        )  # fmt: skip
    return one


@transaction.atomic
def leave(*, of: int | None = None, by: Actor, at: datetime) -> None:
    """退出, in one step and without a reason; a guardian may do it for whom they agreed (`of`: the volunteer). What is to
    come is signed off, whoever is there goes now, what was done stays one's own. Raises Refusal."""
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(left_at=None)
    rows = rows.filter(pk=of, guardian=by.person_id) if of else rows.filter(person=by.person_id)
    one = rows.first()
    if one is None or not by.is_resident:
        raise Refusal("not_visible", _("没有找到这一项。"))
    with walls.the_house():
        held = SignUp.objects.filter(
            volunteer=one, state__in=("signed", "waiting", "came"), shift__ends_at__gt=at, shift__state="open"
        )
        for number, shift in held.order_by("shift_id").values_list("id", "shift_id"):
            hold_shift(shift)
            _given_up(
                SignUp.objects.select_for_update(of=("self",)).select_related("shift").get(pk=number), by, at
            )
    one.left_at = at
    one.save(update_fields=["left_at"])
    record("volunteer.left", by=by.person_id, at=at, about=("volunteer", one.pk), content={})


def _given_up(one: SignUp, by: Actor, at: datetime) -> None:
    """The place of somebody who leaves, also in the middle of a shift."""
    if one.state == SignUp.State.CAME:
        go(one, by, at)
    elif one.state in (SignUp.State.SIGNED, SignUp.State.WAITING):
        free_place(one, by=by, at=at)
