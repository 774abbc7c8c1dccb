"""A dispute in the matrix's world: what its body reads, what one side says, and what was said apart."""

from collections.abc import Callable, Iterator

from sanzhi.disputes import actions
from sanzhi.disputes.actions import NewBody, NewDispute, NewParty, NewSession, NewStation, Record
from sanzhi.disputes.models import Party
from sanzhi.people import queries as people
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, an_office

Rule = Callable[[Actor], bool]


def mediated(
    values: dict[str, list[object]], village: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name. The parties have
    no other matter, so that their names stand nowhere else."""
    area = village.area_id
    one, other = a_resident(word()), a_resident(word())
    office = an_office(f"body{area}", f"调委会{area[-4:]}", "mediation", area)
    justice = a_member_of_staff(
        word(),
        "justice_officer",
        an_office(f"sfs{area}", f"司法所{area[-4:]}", "town_office", area[:9] + "000"),
    )
    clerk, mediator = (a_member_of_staff(word(), role, office) for role in ("mediation_clerk", "mediator"))
    court = a_member_of_staff(word(), "court_clerk", an_office("court", "桐乡市人民法院", "court"))
    body = actions.register_body(NewBody(office.pk, "village"), by=justice, at=MONDAY)
    until = (MONDAY + 700 * DAY).date()
    chosen = actions.appoint_mediator(
        body.pk, mediator.person_id or 0, kind="part", term_end=until, by=justice, at=MONDAY
    )
    title, text, mine, theirs, apart, minutes = (word() for _ in range(6))
    phone = people.phone_of(Person.objects.get(pk=other.person_id))
    new = NewDispute(
        f"通道{title}", f"堆放杂物挡了路{text}", "请移走", area, [NewParty(1, one.name), NewParty(2, other.name, phone)], key=word(),
        type="neighbour", body=body.pk,
    )  # fmt: skip
    dispute = actions.apply(new, by=one, at=MONDAY)
    first, second = Party.objects.filter(case=dispute).order_by("place")
    actions.answer(dispute.pk, "consent", True, party=second.pk, by=other, at=MONDAY + HOUR)
    actions.accept(dispute.pk, by=clerk, at=MONDAY + 2 * HOUR)
    actions.propose_mediator(dispute.pk, chosen.pk, by=clerk, at=MONDAY + 3 * HOUR)
    for party, who in ((first, one), (second, other)):
        actions.answer(
            dispute.pk, "mediator", True, party=party.pk, subject=chosen.pk, by=who, at=MONDAY + 4 * HOUR
        )
    at = MONDAY + DAY
    for whom in (first.pk, None):
        session = actions.plan_session(
            dispute.pk, NewSession("in_person", at, "村里", whom), by=mediator, at=at
        )
        said = Record("" if whom else f"各自讲了看法{minutes}")
        actions.hold_session(session.pk, said, rights_told=True, by=mediator, at=at)
        if whom:
            actions.write_note(session.pk, f"私下说{apart}", by=mediator, at=at)
            values.setdefault("session", []).append(session.pk)
    for party, who, words in ((first, one, mine), (second, other, theirs)):
        actions.state(dispute.pk, f"我的意思{words}", party=party.pk, by=who, at=at)
    station = actions.open_station(
        NewStation("judge", area[:9] + "000", "陈法官", 3, "am", "司法所"), by=court, at=MONDAY
    )
    for name, made in (
        ("matter", dispute.case.public_code), ("body", body.pk), ("poster", body.poster), ("case", dispute.pk),
        ("station", station.pk), ("verb", "leave"), ("verb", "fail"), ("verb", "papers"), ("about", "consent"),
        ("said", "no"), ("move", "review"), ("day", "2026-03-04"),
    ):  # fmt: skip
        values.setdefault(name, []).append(made)
    values["visitors"] = [*values.get("visitors", []), clerk, mediator, court, justice, one, other]
    hands = {clerk.person_id, mediator.person_id}
    inside = hands | {one.person_id, other.person_id}

    def among(persons: set[int | None]) -> Rule:
        return lambda actor: actor.person_id in persons

    for told in (title, text, one.name, other.name):
        yield told, among(inside)
    yield minutes, among(hands)
    yield mine, among(hands | {one.person_id})
    yield theirs, among(hands | {other.person_id})
    yield apart, among({mediator.person_id})
