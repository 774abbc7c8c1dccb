"""乡贤: in the register only by one's own word, out of it in one step; a suggestion is answered in time or goes to a council."""

import pytest
from django.db import transaction

from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMember
from sanzhi.deliberation.models import Proposal
from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.models import GentryMember, GentrySuggestion
from sanzhi.groups.rules_of_gentry import entry_stands
from sanzhi.kit import clock, walls
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from tests.county import DAY, MONDAY, a_member_of_staff, a_resident, at_the_desk, person_of
from tests.reactions.test_table import deliver, told
from tests.web.test_honours import at_home
from tests.web.test_windows import post

from .place import Register, refused

WORDS = "村口的老桥该修了，我认识做桥的师傅，愿意请他来看看。"


class Natives(Register):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.clerk = a_member_of_staff("文书小周", "village_clerk", self.committee)

    def joined(self, expertise: str = "造桥、修路") -> GentryMember:
        said = {"kind": "away", "name": "老沈", "expertise": expertise}
        return actions.join_gentry(self.village.code, **said, by=self.resident, at=MONDAY)


@pytest.fixture
def natives(db) -> Natives:
    return Natives()


def listed(there: Natives) -> list[str]:
    with walls.seeing(sight_of(a_resident("过路人"))):
        return [one.name for one in queries.gentry(there.village.code)]


def test_nobody_is_listed_without_their_own_word_and_taking_it_back_is_one_step(natives):
    natives.joined()
    assert refused(natives.joined) == "there_already"
    paper = {
        "phone": "13900000001",
        "kind": "local",
        "name": "老周",
        "expertise": "会计",
        "by": natives.clerk,
        "at": MONDAY,
    }
    assert (
        refused(lambda: actions.enter_gentry(natives.village.code, signed=False, **paper))
        == "consent_missing"
    )
    actions.enter_gentry(natives.village.code, signed=True, **paper)
    assert listed(natives) == ["老沈", "老周"]
    assert actions.leave_gentry(by=natives.resident, at=MONDAY) and listed(natives) == ["老周"]
    assert not actions.leave_gentry(by=natives.resident, at=MONDAY)
    left = GentryMember.objects.get(person_id=natives.resident.person_id)
    assert (left.name, left.expertise) == ("", "")
    with pytest.raises(Exception, match="did not agree"), transaction.atomic():
        GentryMember.objects.create(area_id=natives.village.code, person_id=natives.handler.person_id, kind="local", name="某人", joined_at=MONDAY)  # fmt: skip


def test_no_party_and_no_family_is_written_down(natives):
    assert refused(lambda: natives.joined("党员，会修桥")) == "not_held"
    assert refused(lambda: natives.joined("儿子在银行")) == "not_held"
    assert {field.name for field in GentryMember._meta.get_fields()} & {"party", "family", "wealth"} == set()


REFUSED = (
    "党员", "会修桥；中共党员", "退休党员", "桐乡市政协委员", "第十六届县人大代表", "曾任村党支部书记", "儿子在银行", "电商，我的爱人是老师",
)  # fmt: skip
LAWFUL = (
    "关爱人群里的独居老人", "调解父亲和儿子的赡养纠纷", "给党员上农技课", "其中共修过三座桥", "帮军人家属办事", "照顾失能的母亲", "给人大代表写材料",
    "织造、电商",
)  # fmt: skip


def test_lawful_words_of_what_one_is_good_at_are_taken_even_where_a_word_of_party_or_kin_is_in_them():
    assert [one for one in REFUSED if entry_stands(name="老沈", expertise=one)] == []
    assert [one for one in LAWFUL if not entry_stands(name="老沈", expertise=one)] == []


def test_a_suggestion_is_answered_within_a_term_or_told_to_be_late_once(natives):
    assert (
        refused(lambda: actions.suggest("修桥", WORDS, by=natives.resident, at=MONDAY)) == "not_in_register"
    )
    natives.joined()
    one = actions.suggest("修桥", WORDS, by=natives.resident, at=MONDAY)
    assert sweeps.tell_owed(at=MONDAY + 15 * DAY) == 0
    assert sweeps.tell_owed(at=MONDAY + 16 * DAY) == 1 and sweeps.tell_owed(at=MONDAY + 17 * DAY) == 0
    said = {"answer": "已经列入今年的计划，请您一起来看。", "at": MONDAY + 17 * DAY}
    assert (
        refused(lambda: actions.answer_suggestion(one.pk, by=natives.handler, **said))
        == "role_may_not_keep_gentry"
    )
    assert actions.answer_suggestion(one.pk, by=natives.clerk, **said).state == "answered"
    deliver()
    assert len(told(natives.clerk.person_id)) == 2 and told(natives.resident.person_id)
    with walls.seeing(sight_of(a_resident("过路人"))):
        assert GentrySuggestion.objects.count() == 0 and GentryMember.objects.count() == 0


def test_everything_is_done_on_the_pages_and_a_suggestion_goes_to_a_council_as_its_members_proposal(
    natives, settings, client
):
    settings.ALLOWED_HOSTS = ["testserver"]
    body = deliberation.open_body("panel", "百姓议事会", natives.village.code, by=natives.clerk, at=MONDAY)
    deliberation.add_member(
        body.pk,
        NewMember("沈小满", phone=people.phone_of(person_of(natives.resident))),
        by=natives.clerk,
        at=MONDAY,
    )
    with clock.simulated(MONDAY):
        she, desk = at_home(natives.resident), at_the_desk(natives.clerk)
        assert "您还没有登记" in she.get("/gentry/mine").content.decode()
        entry = {"area": natives.village.code, "kind": "away", "name": "老沈", "expertise": "造桥、修路"}
        assert post(she, "/gentry/join", 1, **entry).status_code == 422  # agreeing is ticked
        assert post(she, "/gentry/join", 2, **entry, agreed="on").status_code == 302
        assert "老沈" in client.get("/gentry/?words=修路").content.decode()
        assert post(she, "/gentry/suggest", 3, title="修桥", text=WORDS).status_code == 302
        one = GentrySuggestion.objects.get()
        assert WORDS in desk.get("/desk/gentry/").content.decode()
        assert post(desk, f"/desk/gentry/{one.pk}/answer", 4, answer="列入计划了").status_code == 302
        assert "列入计划了" in she.get("/gentry/mine").content.decode()
        assert post(she, f"/gentry/suggestions/{one.pk}/council", 5, body=body.pk).status_code == 302
        assert Proposal.objects.get().text == WORDS
        paper = {**entry, "name": "老周", "phone": "13900000001"}
        assert post(desk, "/desk/gentry/new", 6, **paper).status_code == 422
        assert post(desk, "/desk/gentry/new", 7, **paper, signed="on").status_code == 302
        assert post(she, "/gentry/leave", 8).status_code == 302
        page = client.get("/gentry/").content.decode()
        assert "老周" in page and "老沈" not in page
