"""申诉求决、建议意见的查询: which of them somebody may know of, who has to do with one, and until when something may be asked."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from sanzhi.cases import queries as cases
from sanzhi.kit import deadlines, spoken, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Agency, Joint, Letter, Likeness, Paper, Petition, Petitioner

WITH = ("case__area__parent", "case__category", "case__holder", "case__receiver", "organ", "reviewer")
PAGE_SIZE = 30


def visible_to(actor: Actor) -> QuerySet[Petition]:
    """The petitions this actor may know of at all. `access.may_see` says the same of one; a test holds the two together."""
    rows = Petition.objects.all()
    if actor.is_resident:
        mine = Petitioner.objects.filter(petition=OuterRef("pk"), person_id=actor.person_id)
        return rows.filter(Exists(mine))
    found = Q(pk__in=[])
    if actor.may("petition.agent"):
        acts = Agency.objects.filter(
            petition=OuterRef("pk"), agent_id=actor.person_id, withdrawn_at=None, office_id=actor.office_id
        )
        found |= Exists(acts)
    if actor.may("petition.register"):
        found |= Q(case__receiver_id=actor.office_id)
    if actor.may("petition.handle") or actor.may("petition.approve"):
        found |= Q(organ_id=actor.office_id) | Q(reviewer_id=actor.office_id)
        beside = Joint.objects.filter(petition=OuterRef("pk"), office_id=actor.office_id, left_at=None)
        found |= Exists(beside)
    if actor.may("petition.keep"):
        found |= Q(reviewer_id=actor.office_id)
    return rows.filter(found) if actor.office_id else rows.none()


def petition_by_code(actor: Actor, code: str) -> Petition:
    """Fetching is checking: the petition under this public code, or the same Refusal as for one that does not exist."""
    rows = visible_to(actor).filter(case__public_code=cases.code_typed(code))
    found = rows.select_related(*WITH).first()
    if found is None:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def persons_of(petition: int) -> list[int]:
    """Who petitions, in order: person ids."""
    rows = Petitioner.objects.filter(petition_id=petition).order_by("place")
    return list(rows.values_list("person_id", flat=True))


def agent_of(petition: int) -> int | None:
    """Who acts for them, while their word stands: a person id."""
    rows = Agency.objects.filter(petition_id=petition, withdrawn_at=None)
    return rows.values_list("agent_id", flat=True).first()


def joint_offices(petition: int) -> list[int]:
    """Who handles it with the organ that answers: office ids."""
    rows = Joint.objects.filter(petition_id=petition, left_at=None)
    return list(rows.values_list("office_id", flat=True))


def papers_named() -> set[str]:
    """Every digest of a paper that is named by a petition: what the shelf has to keep."""
    return set(Paper.objects.exclude(digest="").values_list("digest", flat=True))


def words_named() -> set[str]:
    """The same of what principals signed."""
    return set(Agency.objects.exclude(digest="").values_list("digest", flat=True))


def addressed_to(petition: int) -> str:
    """Whom a letter is to: the name, and how many more."""
    rows = (
        Petitioner.objects.filter(petition_id=petition).select_related("petition", "person").order_by("place")
    )
    with walls.the_house():
        named = list(rows)
    people_ = named[0].petition.people
    return f"{named[0].person.name}等{people_}人" if people_ > 1 else named[0].person.name


def petitioners_of(petition: int) -> list[Petitioner]:
    """With their names, which everybody reads who may read the petition."""
    rows = Petitioner.objects.filter(petition_id=petition).select_related("person").order_by("place")
    with walls.the_house():
        return list(rows)


def term(clock: str, category: str, start: datetime) -> datetime:
    """The first moment too late for what the law gives so long, counted from `start` on the county's calendar."""
    limits = cases.limit_for(clock, category, start)
    return deadlines.end(limits.limit, start, people.working_calendar())


def desk_for_filing(at: datetime) -> Office | None:
    """The county's bureau, where what comes in online is registered."""
    return next(iter(people.offices_of_kind("petition_bureau", at)), None)


def above(office: int, at: datetime) -> Office | None:
    """The body that reviews what this one has decided: the office above it; else the county's bureau, which takes it for
    the county's government. None for the bureau itself: what is above lies beyond the county."""
    one = people.offices_open(at).filter(pk=office).select_related("above").first()
    if one is not None and one.above is not None and one.above.valid_to is None:
        return one.above
    bureau = desk_for_filing(at)
    return bureau if bureau and bureau.pk != office else None


def organs(at: datetime) -> list[Office]:
    """Where a petition may be sent: the county's departments and bureau, the towns' rooms and offices."""
    kinds = [
        Office.Kind.DEPARTMENT,
        Office.Kind.COMMAND_ROOM,
        Office.Kind.TOWN_OFFICE,
        Office.Kind.PETITION_BUREAU,
    ]
    return list(people.offices_open(at).filter(kind__in=kinds).order_by("area_id", "name"))


def earlier_of(one: Petition) -> list[Petition]:
    """比对提示: earlier petitions of any of the same people, in agency of the principal, not yet compared. A hint only."""
    same = Petitioner.objects.filter(person_id__in=persons_of(one.pk)).values("petition")
    done = Likeness.objects.filter(petition=one).values("earlier")
    rows = Petition.objects.filter(pk__in=same, pk__lt=one.pk).exclude(pk__in=done)
    return list(rows.select_related("case").order_by("-pk")[:10])


def likenesses_of(one: Petition) -> list[Likeness]:
    return list(Likeness.objects.filter(petition=one).select_related("earlier__case", "by").order_by("id"))


def final_before(one: Petition) -> bool:
    """Whether a person has said that it is the same as one that is final, and brings no new facts."""
    rows = Likeness.objects.filter(petition=one, same=True, new_facts=False)
    return rows.filter(earlier__final_at__isnull=False).exists()


def to_lapse(at: datetime) -> list[int]:
    """Whose term to ask for the next round is over. For the clock: case ids."""
    return list(Petition.objects.filter(ask_by__lte=at).order_by("ask_by").values_list("pk", flat=True)[:500])


def names(office_ids: Iterable[int]) -> dict[int, str]:
    return dict(Office.objects.filter(pk__in=list(office_ids)).values_list("id", "name"))


def last_day(until: datetime) -> str:
    """The last good moment, as it is said on a paper."""
    with override(settings.LANGUAGE_CODE):
        return spoken.last_moment(until)


def any_filed() -> bool:
    """Whether anybody has petitioned at all; for whoever invents some."""
    return Petition.objects.exists()


def letter_of_kind(petition: int, kind: str) -> int:
    """The newest paper of this kind: its id. For whoever serves it. LookupError where there is none."""
    found = (
        Letter.objects.filter(petition_id=petition, kind=kind)
        .order_by("-id")
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise LookupError(f"no {kind} of petition {petition}")
    return found
