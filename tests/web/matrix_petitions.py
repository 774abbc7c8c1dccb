"""Petitions in the matrix's world: one handled by the town's own office, one still at the bureau; a word in all that was said."""

import io
from collections.abc import Callable, Iterator

from PIL import Image

from sanzhi.kit.shelf import Kept
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions
from sanzhi.petitions.actions import NewAgency, NewPetition
from sanzhi.petitions.files import PAPERS
from sanzhi.petitions.models import Letter, Paper
from tests.county import HOUR, MONDAY, a_member_of_staff, an_office

Rule = Callable[[Actor], bool]
MOVES = ("send", "inform", "accept", "decline", "object", "objection", "more", "grant", "answer", "tell", "check",
         "last", "hearing", "heard", "notheard", "join", "part", "unjoin")  # fmt: skip


def a_paper(name: str) -> Kept:
    photo = io.BytesIO()
    Image.new("RGB", (30, 30), "white").save(photo, "PNG")
    photo.seek(0)
    return PAPERS.keep_image(photo, name)


def petitioned(
    values: dict[str, list[object]], village: Office, organ: Office, one: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word, and who may read it: whoever petitions, the bureau, and once it was sent there the organ."""
    actions.load_reference(at=MONDAY)
    bureau = an_office("bureau", "市信访局", "petition_bureau")
    officer = a_member_of_staff(word(), "petition_officer", bureau)
    clerk = a_member_of_staff(word(), "village_clerk", village)
    words = {place: [word() for _time in range(4)] for place in ("sent", "new")}
    for place, (title, facts, claim, reason) in words.items():
        new = NewPetition(
            "claim", f"排水管{title}", f"施工挖断了排水管{facts}", village.area_id, "city.roads",
            f"matrix-{place}-{village.pk}-{title}", claims=(f"修好{claim}",), reasons=f"应当恢复{reason}",
        )  # fmt: skip
        made = actions.file_petition(new, by=one, at=MONDAY)
        values.setdefault("petition", []).append(made.case.public_code)
        if place == "sent":
            actions.send(made.pk, to=organ.pk, by=officer, at=MONDAY + HOUR)
            called = word()
            actions.add_papers(made.pk, [a_paper(f"合同{called}")], by=one, at=MONDAY + HOUR)
            words["sent"].append(called)
    values["shown"] = list(Paper.objects.values_list("pk", flat=True))
    values.setdefault("move", []).extend(MOVES)
    values |= {
        "room": ["dispute", "petition"],
        "figure": ["settled", "handle", "solved"],
        "part": ["part", "whole"],
    }
    values["earlier"] = list(values["petition"])
    values["sent"] = list(Letter.objects.values_list("pk", flat=True))
    matter, scope = word(), word()
    acted = NewAgency(
        word(), f"178{village.pk:08d}", f"代办{matter}", f"代为提交、跟踪{scope}", f"matrix-agency-{matter}"
    )
    agency = actions.open_agency(acted, by=clerk, at=MONDAY)
    values.setdefault("agency", []).append(agency.pk)

    def mine(actor: Actor) -> bool:
        return actor.is_resident and actor.person_id == one.person_id

    def registers(actor: Actor) -> bool:
        return actor.office_id == bureau.pk and actor.may("petition.register")

    def handles(actor: Actor) -> bool:
        may = actor.may("petition.handle") or actor.may("petition.approve")
        return mine(actor) or registers(actor) or (actor.office_id == organ.pk and may)

    def acts(actor: Actor) -> bool:
        return (actor.office_id == village.pk and actor.may("petition.agent")) or (
            actor.is_resident and actor.person_id == agency.principal_id
        )

    yield from ((said, handles) for said in (*words["sent"], one.name))
    yield from ((said, lambda actor: mine(actor) or registers(actor)) for said in words["new"])
    yield from ((said, acts) for said in (matter, scope, acted.name))
