"""What a village praises in the matrix's world: a deed in hand, a nomination, a diary, a note, an exposure and a doubt of it."""

from collections.abc import Callable, Iterator
from datetime import date

from sanzhi.honours import actions
from sanzhi.honours.actions import NewDeed, NewEntry, NewExposure, NewNomination, Signed
from sanzhi.honours.files import PAPERS
from sanzhi.honours.models import Opening, Paper
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import THE_CLOCK, Actor
from tests.county import HOUR, MONDAY, a_member_of_staff
from tests.notices.conftest import a_photo

Rule = Callable[[Actor], bool]
KEEP, PUBLISH, RELEASE = "honour.keep", "honour.publish", "exposure.release"
GOOD = (KEEP, PUBLISH, "honour.check", "honour.award")


def praised(
    values: dict[str, list[object]], village: Office, centre: Office, one: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name. `one` is grown."""
    area, at = village.area_id, MONDAY + HOUR
    clerk, overseer, officer = (
        a_member_of_staff(word(), role, place)
        for role, place in (
            ("village_clerk", village),
            ("village_overseer", village),
            ("civility_officer", centre),
        )
    )
    title, story, secret, shared, problem, doubt = (word() for _ in range(6))
    deed = actions.enter_deed(
        NewDeed(area, "help", f"好事{title}", "扶起一位摔倒的老人，送他回家。", at.date(), [one.person_id]),
        by=clerk, at=at,
    )  # fmt: skip
    new = NewNomination(
        area, "village", at.year, "help", "某人", f"每天给隔壁的老人送饭，三年没有断过{story}"
    )
    nomination = actions.nominate(new, by=clerk, at=at)
    actions.accept(nomination.pk, person=one.person_id, by=clerk, at=at)
    kept = actions.write_entry(NewEntry(at.date(), "help", f"只给自己看{secret}"), by=one, at=at)
    entry = actions.write_entry(NewEntry(at.date(), "help", f"愿意分享{shared}"), by=one, at=at)
    note = actions.share_entry(entry.pk, signed=False, by=one, at=at)
    exposure, takedown = _exposed(area, problem, doubt, clerk, overseer, officer, centre)
    for name, made in (("deed", deed), ("named", deed.named.get()), ("nomination", nomination), ("entry", kept),
                       ("entry", entry), ("note", note), ("exposure", exposure), ("takedown", takedown)):  # fmt: skip
        values.setdefault(name, []).append(made.pk)
    values.setdefault("opening", []).extend(Opening.objects.values_list("pk", flat=True))
    elder = Person.objects.create(name=word(), area_id=area, birth_date=date(1940, 1, 1), created_at=at)
    told = actions.enter_deed(
        NewDeed(area, "help", "替邻居看门收粮", "下雨前替邻居把谷子都收进了屋。", at.date(), [elder.pk]),
        by=clerk, at=at,
    )  # fmt: skip
    paper = Signed(PAPERS.keep_image(a_photo(), "签字.jpg"), at.date())
    asked = actions.agree_on_paper(told.named.get().pk, photo=False, paper=paper, by=clerk, at=at)
    values["deed"].append(told.pk)
    values["named"].append(asked.pk)
    values.setdefault("paper", []).append(Paper.objects.get(person=elder).pk)
    yield elder.name, lambda actor: _there(actor, village, *GOOD)
    yield title, lambda actor: _is(actor, one) or _there(actor, village, KEEP, PUBLISH)
    yield story, lambda actor: _is(actor, one) or _there(actor, village, *GOOD)
    # Whoever checks, publishes or awards reads whom: the one named, the one proposed.
    yield one.name, lambda actor: _there(actor, village, *GOOD)
    yield secret, lambda actor: _is(actor, one)
    yield shared, lambda actor: _is(actor, one) or _there(actor, village, KEEP)
    for said in (problem, doubt):
        yield said, lambda actor: _there(actor, village, KEEP, RELEASE)


def _exposed(
    area: str, problem: str, doubt: str, clerk: Actor, overseer: Actor, officer: Actor, centre: Office
):
    """One that was out and is hidden, because somebody asked for it."""
    at, whole = MONDAY + HOUR, area[:6] + "000000"
    leader = a_member_of_staff("分管领导", "leader", centre)
    for where, agrees in ((whole, leader), (area, overseer)):
        if not Opening.objects.filter(area=where).exists():
            opening = actions.propose_opening(where, ground="群众反映强烈", by=officer, at=at)
            actions.agree_to_opening(opening.pk, by=agrees, at=at)
    one = actions.draw_exposure(NewExposure(area, "heap", "弄口", f"堆了垃圾{problem}"), by=clerk, at=at)
    actions.release(one.pk, by=overseer, at=at)
    actions.release(one.pk, by=officer, at=at)
    return one, actions.ask_takedown(one.pk, reason=f"不该曝光{doubt}", by=THE_CLOCK, at=at + HOUR)


def _is(actor: Actor, one: Actor) -> bool:
    return actor.person_id == one.person_id


def _there(actor: Actor, village: Office, *needs: str) -> bool:
    return bool(actor.reach) and village.area_id.startswith(actor.reach) and any(map(actor.may, needs))
