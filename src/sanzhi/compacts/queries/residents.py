"""居民: who lives at the place, what they said and signed. Names go to themselves and to the keeper."""

from datetime import date

from sanzhi.compacts import access, rules
from sanzhi.compacts.models import Compact, Opinion, Pledge, Version
from sanzhi.kit import walls
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor

from .compacts import PAGE_SIZE, missing


def reads_as(actor: Actor) -> Person:
    """Oneself, with the household one lives in."""
    return Person.objects.select_related("household").get(pk=actor.person_id)


def lives_there(person: Person, compact: Compact, day: date) -> bool:
    """A grown resident of the place, by the household they are registered in; without one by where they said they live."""
    if person.household and person.household.status != Household.Status.ACTIVE:
        return False
    home = person.household.area_id if person.household else person.area_id
    return home == compact.area_id and rules.grown_on(person.birth_date, day)


def household_signing(compact: Compact, number: str, name: str, day: date) -> tuple[Household, Person] | None:
    """A household of the place by its number, and the grown member of that name who signed the paper."""
    home = Household.objects.filter(area=compact.area_id, number=number.strip(), status=Household.Status.ACTIVE).first()  # fmt: skip
    if home is None:
        return None
    members = Person.objects.filter(household=home, name=name.strip(), died_on=None, erased_at=None)
    signer = next((one for one in members if rules.grown_on(one.birth_date, day)), None)
    return (home, signer) if signer else None


def my_pledge(person: Person, version: Version) -> Pledge | None:
    """What one's household signed, whoever of it did."""
    rows = Pledge.objects.filter(version=version, household=person.household_id, withdrawn_at=None)
    return rows.first() if person.household_id else None


def my_pledges(person: Person, compact: Compact) -> list[Pledge]:
    """What one's household signed of any version and did not take back, the newest first: also of those that were replaced."""
    rows = Pledge.objects.filter(version__compact=compact, household=person.household_id, withdrawn_at=None)
    return list(rows.select_related("version")) if person.household_id else []


def pledges_counted(version: Version) -> int:
    """签了几户: a number for anybody."""
    with walls.the_house():
        return Pledge.objects.filter(version=version, withdrawn_at=None).count()


def pledges_of(actor: Actor, version: Version, before: int = 0) -> list[Pledge]:
    """Which households signed, the newest first, a page and one more; for the keeper. Raises Refusal."""
    if not access.may_keep(actor, version.compact.area_id):
        raise missing()
    rows = Pledge.objects.filter(version=version, withdrawn_at=None)
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("household", "signed_by").order_by("-pk")[: PAGE_SIZE + 1])


def my_opinions(actor: Actor, version: Version) -> list[Opinion]:
    rows = Opinion.objects.filter(version=version, person=actor.person_id)
    return list(rows.select_related("clause"))


def opinions_of(actor: Actor, version: Version, *, waiting: bool = False, before: int = 0) -> list[Opinion]:
    """What residents said, the newest first, a page and one more; `waiting`: what is not answered. For the keeper, nobody else."""
    if not access.may_keep(actor, version.compact.area_id):
        return []
    rows = Opinion.objects.filter(version=version).select_related("clause", "person")
    rows = rows.filter(settled_at=None) if waiting else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[: PAGE_SIZE + 1])


def opinion_here(actor: Actor, opinion: int) -> Opinion:
    """One opinion, for the keeper. Raises Refusal."""
    rows = Opinion.objects.select_related("version__compact", "clause", "person")
    found = rows.filter(pk=opinion).first()
    if found is None or not access.may_keep(actor, found.version.compact.area_id):
        raise missing()
    return found
