"""What a town knows of its alarms in the matrix's world: one alarm with a party, one handed on, a nail, a proposal, clues."""

from collections.abc import Callable, Iterator

from sanzhi.alarms import actions
from sanzhi.alarms.actions import Confirmed, Row
from sanzhi.alarms.models import Alarm, NailRule, PlanStep, Proposal
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff

Rule = Callable[[Actor], bool]


def alarmed(
    values: dict[str, list[object]], room: Office, village: str, resident: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    liaison, judge = (a_member_of_staff(word(), role, room) for role in ("police_liaison", "town_dispatcher"))
    place, brief, party, why, nailed, advice, clue, mine, table = (word() for _ in range(9))
    at = MONDAY + HOUR

    def row(number: int, where: str, days: int, said: str = "楼上漏水") -> Row:
        when = f"{MONDAY - days * DAY:%Y-%m-%d %H:%M}"
        return Row(
            number,
            f"{village}-{number}",
            when,
            village,
            where,
            "纠纷",
            "否",
            sub_category="邻里纠纷",
            brief=said,
        )

    rows = [row(1, f"北路{place}号", 1, f"吵架{brief}")]
    rows += [row(2 + n, f"南路{nailed}8号", 3 * n + 1) for n in range(3)]
    rows += [row(5 + n, f"东路{advice}8号", 3 * n + 1) for n in range(3)]
    actions.import_alarms(rows, skip=False, by=liaison, at=at)
    one = Alarm.objects.get(alarm_no=f"{village}-1")
    actions.add_party(one.pk, name=party, phone="19912340000", approval="桐公1号", by=liaison, at=at)
    call = actions.ask_joint(one.pk, why=f"要一起办{why}", by=liaison, at=at)
    actions.propose(at=at)
    here = Proposal.objects.filter(area=village, sort="place")
    told = Confirmed("反复报警没有修好", "yellow", room.pk, "周镇长")
    nail = actions.confirm(here.get(place__contains=nailed).pk, told, by=judge, at=at)
    step = actions.add_step(
        nail.pk, office=room.pk, what="上门查漏水", due_on=(at + DAY).date(), by=judge, at=at
    )
    filed = actions.file_clue(
        area=village, place=f"西路{clue}", cause="money", text=f"欠薪的事{mine}", by=resident, at=at
    )
    for name, made in (
        ("alarm_no", one.alarm_no), ("joint", call.pk), ("nail", nail.pk), ("clue", filed.pk), ("nail_step", step.pk),
        ("proposal", here.get(place__contains=advice).pk), ("nail_rule", NailRule.objects.first().pk),
    ):  # fmt: skip
        values.setdefault(name, []).append(made)
    sheet, _known = actions.keep_alarm_sheet([row(90, "西路1号", 1)], name=f"警情{table}", by=liaison, at=at)
    values.setdefault("asheet", []).append(sheet.pk)
    values["how"] = ["all", "skip"]
    assert PlanStep.objects.filter(pk=step.pk).exists()

    def sees(actor: Actor) -> bool:
        return actor.may("alarm.view") and village.startswith(actor.reach or "-")

    for said in (place, brief, why, nailed, advice):
        yield said, sees
    yield party, lambda actor: False
    yield table, lambda actor: actor.may("alarm.import") and actor.reach.ljust(12, "0") == room.area_id
    for said in (clue, mine):
        yield (
            said,
            lambda actor: (
                actor.person_id == resident.person_id
                or (actor.may("alarm.judge") and village.startswith(actor.reach or "-"))
            ),
        )
