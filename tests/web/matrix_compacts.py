"""Compacts in the matrix's world: one in force, signed, checked and being appraised; a revision asked about; a draft nobody was asked about."""

from collections.abc import Callable, Iterator

from sanzhi.compacts import actions, queries
from sanzhi.compacts.actions import NewCompact
from sanzhi.compacts.models import Version
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMeeting, NewMember
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff

Rule = Callable[[Actor], bool]
BEGUN, MET = MONDAY - 40 * DAY, MONDAY - 15 * DAY


def agreed(
    values: dict[str, list[object]], village: Office, town: Actor, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Fills `values` with what addresses name. `joined` lives there, in a household, and is grown."""
    clerk = a_member_of_staff("公约文书", "village_clerk", village)
    version = _in_force(village, clerk, town, joined)
    clause = queries.clauses_of(version)[0]
    due = (MONDAY + 9 * DAY).date()
    check = actions.check(
        clause.pk, place="桥头", seen="垃圾没有分类", ok=False, due_on=due, by=clerk, at=MONDAY
    )
    appraisal = actions.open_appraisal(version.pk, opens_on=MONDAY.date(), closes_on=due, by=clerk, at=MONDAY)
    asked = actions.revise(version.compact_id, by=clerk, at=MONDAY)
    actions.ask_opinions(asked.pk, until=due, by=clerk, at=MONDAY)
    wording, why, title = word(), word(), word()
    said = actions.give_opinion(
        queries.clauses_of(asked)[0].pk, wording=f"酒席不超过十桌{wording}", why=why, by=joined, at=MONDAY
    )
    market = deliberation.open_body("residents", "市场商户会", village.area_id, by=clerk, at=BEGUN)
    new = NewCompact(village.area_id, "market", f"市场公约{title}", market.pk, "农贸市场")
    hidden = actions.open_compact(new, by=clerk, at=MONDAY)
    for key, made in (
        ("compact", [version.compact_id, hidden.compact_id]), ("draft", [version.pk, asked.pk, hidden.pk]),
        ("clause", [clause.pk, queries.clauses_of(asked)[0].pk]), ("opinion", [said.pk]), ("compact_check", [check.pk]),
        ("result", [version.resolution_id]),
        ("appraisal", [appraisal.pk]),
    ):  # fmt: skip
        values.setdefault(key, []).extend(made)
    values.setdefault("visitors", []).append(clerk)

    def there(actor: Actor) -> bool:
        return bool(actor.reach) and village.area_id.startswith(actor.reach)

    def spoke(actor: Actor) -> bool:
        mine = actor.is_resident and actor.person_id == joined.person_id
        return mine or (there(actor) and actor.may("compact.keep"))

    yield from ((one, spoke) for one in (wording, why))
    yield title, lambda actor: there(actor) and (actor.may("compact.keep") or actor.may("compact.review"))


def _in_force(village: Office, clerk: Actor, town: Actor, joined: Actor) -> Version:
    body = deliberation.open_body("assembly", "村民会议", village.area_id, by=clerk, at=BEGUN)
    for number in range(3):
        deliberation.add_member(body.pk, NewMember(f"村民{number}"), by=clerk, at=BEGUN)
    one = actions.open_compact(
        NewCompact(village.area_id, "village", "村规民约", body.pk), by=clerk, at=BEGUN
    )
    actions.add_clause(
        one.pk, field="conduct", kind="encourage", text="酒席不超过十五桌。", by=clerk, at=BEGUN
    )
    actions.ask_opinions(one.pk, until=(BEGUN + 7 * DAY).date(), by=clerk, at=BEGUN)
    actions.send(one.pk, by=clerk, at=BEGUN + 8 * DAY)
    actions.review(one.pk, ok=True, by=town, at=BEGUN + 8 * DAY)
    told = MET - 12 * DAY
    meeting = deliberation.call_meeting(body.pk, NewMeeting("村民会议", "礼堂", MET), by=clerk, at=told)
    actions.put_to_vote(one.pk, meeting=meeting.pk, method="named", by=clerk, at=told)
    deliberation.send_notice(meeting.pk, by=clerk, at=told)
    deliberation.open_meeting(meeting.pk, by=clerk, at=MET - HOUR)
    item = meeting.items.get()
    for number in range(1, 4):
        deliberation.sign_in(meeting.pk, str(number), by=clerk, at=MET)
    deliberation.open_vote(item.pk, by=clerk, at=MET)
    for number in range(1, 4):
        deliberation.vote_for(item.pk, str(number), "for", by=clerk, at=MET)
    deliberation.close_vote(item.pk, by=clerk, at=MET + HOUR)
    actions.take_result(one.pk, by=clerk, at=MET + HOUR)
    actions.file_version(one.pk, number=f"备〔2026〕{village.area_id}", by=town, at=MET + DAY)
    actions.bring_in_force(one.pk, day=MET.date() + 2 * DAY, by=clerk, at=MET + DAY)
    actions.pledge(one.pk, by=joined, at=MONDAY)
    return Version.objects.select_related("compact").get(pk=one.pk)
