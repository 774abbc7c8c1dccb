"""表决的网页: papers entered by two, what is confidential, what stays unseen below the quorum."""

import csv

import pytest

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.models import HandCount, PaperVote
from sanzhi.deliberation.queries import sittings
from sanzhi.kit import clock, ids
from tests.county import at_the_desk
from tests.deliberation.council import BEFORE, HOUR, MONDAY, Council, a_photo, an_item
from tests.questions import questions
from tests.web.test_councils import post
from tests.web.test_honours import at_home


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
    strike = {"said": "3", "choice": "void"}
    assert post(client, where + "mend", 3, **strike).status_code == 422
    assert post(client, where + "mend", 4, **strike, reason="没有这张票").status_code == 302
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


def test_a_secret_ballot_asks_few_questions(village: Council):
    item = village.voting("secret")
    phone, where = at_home(village.resident_at(1)), f"/meetings/topics/{item.pk}/ballot"
    receipt = phone.get(where).context["receipt"]
    with questions() as asked:
        assert post(phone, where, receipt=receipt, choice="for").status_code == 302
    assert len(asked) <= 18, "\n".join(asked)


def test_photos_of_counts_are_seen_when_the_figures_are(village: Council):
    item = village.voting("hands", here=8)
    for who, photo in ((village.clerk, a_photo()), (village.overseer, None)):
        actions.count_by_hand(item.pk, (6, 1, 1), photo, by=who, at=MONDAY)
    shown, none = (f"/desk/meetings/counts/{one.pk}/photo" for one in HandCount.objects.order_by("pk"))
    there, client = f"/desk/meetings/topics/{item.pk}/", at_the_desk(village.overseer)
    assert client.get(shown).status_code == 404 and shown not in client.get(there).content.decode()
    village.closed(item)
    assert client.get(shown)["Content-Type"].startswith("image") and client.get(none).status_code == 404
    assert shown in client.get(there).content.decode()
    assert at_the_desk(village.handler).get(shown).status_code == 403


def test_a_holder_votes_in_secret_for_the_giver_too_and_the_paper_is_seen(db, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    village = Council(pack="members", size=1)
    home = village.household("8")
    for name, phone in (("委托的", ""), ("受托的", "13355556667")):
        new = actions.NewMember(name, phone=phone, household=home)
        actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)
    item = village.voting("secret")
    proxy = actions.enter_proxy(item.meeting_id, "2", "3", a_photo(), by=village.clerk, at=MONDAY)
    phone, where = at_home(village.resident_at(3)), f"/meetings/topics/{item.pk}/ballot"
    for_them = f"{where}?for={proxy.giver_id}"
    assert for_them in phone.get(f"/meetings/{item.meeting_id}/").content.decode()
    for key, address in enumerate((where, for_them), start=1):
        page = phone.get(address)
        assert ("替 委托的 表决" in page.content.decode()) is (address == for_them)
        said = {"receipt": page.context["receipt"], "choice": "for"}
        assert post(phone, address, key, **said).status_code == 302
    assert "已经投过" in post(phone, for_them, 3, **said).content.decode()
    assert phone.get(f"{where}?for={proxy.holder_id}").status_code == 404
    assert village.closed(item).counts == {"heads": [3, 2, 2, 0, 0]}
    client = at_the_desk(village.clerk)
    paper = f"/desk/meetings/proxies/{proxy.pk}/photo"
    assert paper in client.get(f"/desk/meetings/{item.meeting_id}/").content.decode()
    assert client.get(paper)["Content-Type"].startswith("image")


def test_everybodys_ballot_can_be_printed(village: Council, monkeypatch):
    monkeypatch.setattr(sittings, "PRINTED", 4)
    item = village.voting()
    assert queries.printings(item.meeting) == [(0, 1, 4), (4, 5, 8), (8, 9, 9)]
    client, there = at_the_desk(village.clerk), f"/desk/meetings/topics/{item.pk}/"
    page = client.get(there).content.decode()
    for after, first, last in queries.printings(item.meeting):
        assert f"ballots.pdf?after={after}" in page and f"{first}–{last}" in page
        assert client.get(f"{there}ballots.pdf?after={after}").content.startswith(b"%PDF")
    assert [one.number for one in queries.ballots_to_print(item.meeting, after=8)] == [9]


def recounted(exported: bytes) -> list[int]:
    """What anybody with the file alone would count: in favour, against, abstained."""
    _head, *rows = csv.reader(exported.decode("utf-8-sig").splitlines())
    assert len({row[0] for row in rows}) == len(rows)  # a number, or a receipt, each
    said = [row[1] for row in rows]
    return [said.count(word) for word in ("赞成", "反对", "弃权")]


@pytest.mark.parametrize("method", ["named", "secret"])
def test_a_recount_from_the_file_alone_gives_the_figures_of_the_resolution(village: Council, method: str):
    item = village.voting(method)
    choices = ["for"] * 5 + ["against"] * 2 + ["abstain"]
    for number, choice in enumerate(choices, start=1):
        me = village.resident_at(number)
        if method == "named":
            actions.vote(item.pk, choice, by=me, at=MONDAY)
        else:
            actions.cast(item.pk, choice, ids.public_code(), by=me, at=MONDAY)
    made = village.closed(item)
    exported = at_the_desk(village.overseer).get(f"/desk/meetings/topics/{item.pk}/votes.csv").content
    assert recounted(exported) == made.counts["heads"][2:] == [5, 2, 1]
    tampered = exported.replace("反对".encode(), "赞成".encode(), 1)
    assert recounted(tampered) != made.counts["heads"][2:]
