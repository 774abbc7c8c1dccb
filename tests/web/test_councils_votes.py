"""表决的网页: papers entered by two, what is confidential, what stays unseen below the quorum."""

import pytest

from sanzhi.deliberation import actions
from sanzhi.deliberation.models import PaperVote
from sanzhi.kit import clock
from tests.county import at_the_desk
from tests.deliberation.council import HOUR, MONDAY, Council, a_photo, an_item
from tests.web.test_councils import post


@pytest.fixture
def village(db, settings) -> Council:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Council()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY + HOUR):
        yield


def test_what_was_typed_stays_until_every_line_is_right(village: Council):
    item = village.voting()
    where, client = f"/desk/meetings/topics/{item.pk}/papers/", at_the_desk(village.clerk)
    page = post(client, where, lines="1 赞成\n77 赞成\n2 都行")
    said = page.content.decode()
    assert page.status_code == 422 and "1 赞成\n77 赞成\n2 都行" in said
    assert "第 2 张" in said and "第 3 张" in said and "第一人录了 0 张" in said
    assert not PaperVote.objects.exists()
    assert post(client, where, 2, lines="1 赞成\n7 赞成\n2 作废\n1 反对").status_code == 302
    assert "1 个号已经录过一张" in client.get(where).content.decode()
    assert set(PaperVote.objects.values_list("elector__number", "choice")) == {
        (1, "for"),
        (7, "for"),
        (2, "void"),
    }


def test_whoever_enters_second_sees_nothing_that_the_first_entered(village: Council):
    item = village.voting()
    where = f"/desk/meetings/topics/{item.pk}/papers/"
    client, overseer = at_the_desk(village.clerk), at_the_desk(village.overseer)
    assert post(client, where, lines="1 赞成\n2 反对\n3 弃权").status_code == 302
    assert post(overseer, where, 2, lines="1 赞成\n2 赞成").status_code == 302
    page = overseer.get(where).content.decode()
    rows = page[page.index("怎么对不上") : page.index("</table>")]
    assert "两个人录得不一样" in rows and "只有一个人录了" in rows and "代表3" in rows
    assert "反对" not in rows and "弃权" not in rows
    assert post(client, where + "mend", 3, said="3", choice="void").status_code == 302
    assert "代表3" not in overseer.get(where).content.decode()


def test_below_the_quorum_not_even_the_tellers_figures_of_a_secret_vote_are_shown(village: Council):
    item = village.voting("secret")
    for number in ("1", "2"):
        actions.hand_out(item.pk, number, by=village.clerk, at=MONDAY)
    for who, photo in ((village.clerk, a_photo()), (village.overseer, None)):
        actions.count_by_hand(item.pk, (2, 0, 0), photo, by=who, at=MONDAY)
    assert village.closed(item).code == "quorum_short"
    page = at_the_desk(village.clerk).get(f"/desk/meetings/topics/{item.pk}/").content.decode()
    assert "两人点数" in page and "赞成 2" not in page


def test_nothing_is_given_out_before_it_is_decided_and_no_search_breaks_the_roll(village: Council):
    item = village.voting(here=8)
    client = at_the_desk(village.clerk)
    given = {"text": "装十二盏路灯", "owner": "村主任", "due_on": "2026-05-01"}
    answer = post(client, f"/desk/meetings/topics/{item.pk}/give", **given)
    assert answer.status_code == 422 and "没有通过的，不交办" in answer.content.decode()
    page = client.get(f"/desk/meetings/{item.meeting_id}/roll/?q=代表3%00").content.decode()
    assert "代表3" in page and "代表4" not in page


def test_whoever_counts_a_confidential_item_does_not_read_it_and_the_form_says_so(village: Council):
    meeting = village.opened(an_item("named", confidential=True), here=8)
    item = meeting.items.get()
    actions.open_vote(item.pk, by=village.clerk, at=MONDAY)
    village.voted(item, *["for"] * 6)
    village.closed(item)
    actions.give_task(
        item.pk, "装十二盏路灯", "村主任", MONDAY.date().replace(month=6), by=village.clerk, at=MONDAY
    )
    clerk, overseer = at_the_desk(village.clerk), at_the_desk(village.overseer)
    there = f"/desk/meetings/topics/{item.pk}/"
    for where, words in (
        (there, item.text),
        (f"/desk/meetings/{meeting.pk}/", item.title),
        ("/desk/errands/", "装十二盏"),
    ):
        assert words in clerk.get(where).content.decode(), where
        assert words not in overseer.get(where).content.decode(), where
    assert "保密的议题" in overseer.get(there).content.decode()
    new = village.called()
    assert "计票、监督的人只看到有这一项" in clerk.get(f"/desk/meetings/{new.pk}/item").content.decode()
