"""荣誉 by its pages: asked on a phone, announced, published, taken back; proposed, checked, awarded, printed, verified."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client

from sanzhi.honours import actions
from sanzhi.honours.models import Deed, Entry, Named, Nomination
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from tests.county import MONDAY, at_the_desk, person_of
from tests.honours.conftest import CONTACT, DAY, HOUR, STORY, Hamlet
from tests.questions import questions
from tests.web.desk.conftest import send, text

MOST_QUESTIONS = 12


def at_home(actor: Actor) -> Client:
    client = Client()
    client.force_login(people.open_resident_account(person_of(actor), at=MONDAY))
    return client


@pytest.fixture
def village(db, settings) -> Hamlet:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Hamlet()


@pytest.fixture
def lately(village):
    """Twelve days ago: what is announced then has stood, and what is published now is shown."""
    return clock.now() - timedelta(days=14)


def test_a_deed_from_the_window_to_the_board_and_off_it(village, lately):
    clerk, mine, street = at_the_desk(village.clerk), at_home(village.resident), Client()
    said = {
        "who": [village.resident.person_id], "category": "help", "title": "雨夜救起落水老人", "text": "听见呼救，跳下去把人拉了上来。",
        "happened_on": (lately - DAY).date().isoformat(),
    }  # fmt: skip
    page = f"/desk/honours/deeds/new?area={village.code}&numbers=12，13"
    assert "沈小满" in text(clerk.get(page))
    answer = send(clerk, page, **said)
    assert answer.status_code == 302, text(answer)
    deed, named = Deed.objects.get(), Named.objects.get()
    refused = send(clerk, f"/desk/honours/deeds/{deed.id}/announce", contact=CONTACT)
    assert refused.status_code == 422
    assert "还有人没有答复" in text(refused)
    assert "等您答复" in text(mine.get("/me/honours/"))
    assert send(mine, f"/me/honours/named/{named.id}/", answer="name").status_code == 302
    village.announced(deed, at=lately)
    assert send(at_the_desk(village.overseer), f"/desk/honours/deeds/{deed.id}/publish").status_code == 302
    board = street.get(f"/honours/red/?area={village.code}&category=help")
    assert "沈小满" in text(board)
    assert board["X-Robots-Tag"] == "noindex, noarchive"
    assert '<meta name="robots" content="noindex, noarchive">' in board.content.decode()
    assert street.get(f"/honours/red/sheet.pdf?area={village.code}").content.startswith(b"%PDF")
    assert "沈小满" in text(street.get(f"/honours/red/{deed.id}/"))
    assert send(mine, f"/me/consents/honour-deed-{deed.id}/withdraw").status_code == 302
    assert "沈小满" not in text(street.get("/honours/red/"))
    assert street.get(f"/honours/red/{deed.id}/").status_code == 404


def test_what_the_clerk_typed_is_kept_when_the_words_name_somebody(village, lately):
    page = f"/desk/honours/deeds/new?area={village.code}&numbers=12"
    answer = send(
        at_the_desk(village.clerk), page, who=[village.resident.person_id], category="help", title="扶起老人",
        text="昨天陆阿婆摔倒了，马上去扶起来。", happened_on=lately.date().isoformat(),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "“经过”第 3 个字起写了“陆阿婆”，是村里人的名字" in text(answer)
    assert "马上去扶起来" in text(answer)


def test_from_a_neighbours_proposal_to_a_certificate_that_says_it_is_genuine(village, lately):
    neighbour, mine, street = at_home(village.neighbour), at_home(village.resident), Client()
    said = {
        "source": "resident",
        "area": village.code,
        "called": "小满",
        "category": "help",
        "level": "village",
    }
    assert send(neighbour, "/honours/nominate", **said, story="太短").status_code == 422
    assert send(neighbour, "/honours/nominate", **said, story=STORY).status_code == 302
    one = Nomination.objects.get()
    clerk, checker = at_the_desk(village.clerk), at_the_desk(village.civility)
    where = f"/desk/honours/good/{one.id}/"
    assert send(clerk, f"{where}accept?number=12", person=village.resident.person_id).status_code == 302
    assert send(mine, f"/me/honours/good/{one.id}/agree").status_code == 302
    assert send(clerk, f"{where}check", true="yes", facts="走访属实").status_code == 403
    weighed = send(checker, f"{where}check", true="yes", facts="他没有信访过，属实")
    assert "核实只看事迹" in text(weighed)
    assert send(checker, f"{where}check", true="yes", facts="走访邻居，属实").status_code == 302
    one.refresh_from_db()
    actions.announce_nomination(one.id, contact=CONTACT, by=village.clerk, at=lately)
    one.refresh_from_db()
    village.on_the_wall(one.notice_id, lately + HOUR)
    assert send(at_the_desk(village.overseer), f"{where}award").status_code == 302
    one.refresh_from_db()
    assert mine.get(f"/me/honours/good/{one.id}/certificate.pdf").content.startswith(b"%PDF")
    proof = text(street.get(f"/honours/genuine/{one.paper}/"))
    assert "这张证书是真的，现在有效" in proof
    assert "沈小满" in proof
    assert "沈小满" in text(street.get("/honours/good/"))
    assert street.get("/honours/genuine/none/").status_code == 404


def test_a_checker_reads_nothing_of_the_nominee_but_the_deed(village):
    village.filed()  # the nominee's own matter
    one = village.good("agreed")
    page = text(at_the_desk(village.civility).get(f"/desk/honours/good/{one.id}/"))
    assert STORY in page
    assert "路灯" not in page
    for elsewhere in ("/desk/cases/", "/desk/points/", "/desk/households/"):
        assert at_the_desk(village.civility).get(elsewhere).status_code == 403


def test_my_data_carries_what_this_room_keeps_of_me(village):
    village.published()
    village.good("agreed")
    told = at_home(village.resident).get("/me/export.json").json()["honours"]
    assert told["named"][0]["title"] == "雨夜里救起落水老人"
    assert told["nominations"][0]["story"] == STORY


def test_no_page_asks_more_often_for_many_than_for_few(village, lately):
    for year in (2026, 2025):
        village.good("awarded", year=year)
    for _each in range(3):
        village.published(at=lately)
    asked = {
        Client(): ("/honours/red/", "/honours/good/"),
        at_the_desk(village.clerk): ("/desk/honours/", "/desk/honours/deeds/", "/desk/honours/good/"),
        at_home(village.resident): ("/me/honours/",),
    }
    for client, pages in asked.items():
        for page in pages:
            client.get(page)
            with questions() as told:
                assert client.get(page).status_code == 200
            assert len(told) <= MOST_QUESTIONS, (page, len(told))


def test_a_diary_entry_is_written_shared_signed_read_by_the_clerk_and_taken_down(village):
    mine, clerk, street = at_home(village.resident), at_the_desk(village.clerk), Client()
    said = {"day": clock.today().isoformat(), "category": "public", "words": "给楼下的流浪猫搭了个窝"}
    assert send(mine, "/me/diary/new", **{**said, "words": ""}).status_code == 422
    assert send(mine, "/me/diary/new", **said).status_code == 302
    entry = Entry.objects.get()
    assert "流浪猫" in text(mine.get("/me/diary/"))
    assert at_home(village.neighbour).get(f"/me/diary/{entry.id}/").status_code == 404
    assert "流浪猫" not in text(clerk.get("/desk/honours/wall/"))
    assert send(mine, f"/me/diary/{entry.id}/share", signed="yes").status_code == 302
    assert "流浪猫" in text(clerk.get("/desk/honours/wall/"))
    assert send(clerk, f"/desk/honours/wall/{entry.note.id}/hang").status_code == 302
    wall = text(street.get("/honours/wall/"))
    assert "流浪猫" in wall
    assert "沈小满" in wall
    assert send(mine, f"/me/diary/{entry.id}/down").status_code == 302
    assert "流浪猫" not in text(street.get("/honours/wall/"))
    assert "没有可以自己申报的项目" in text(mine.get(f"/me/diary/{entry.id}/claim"))
    assert send(mine, f"/me/diary/{entry.id}/delete").status_code == 302
    assert not Entry.objects.exists()


def test_a_sheet_to_sign_says_who_agrees_to_what_and_that_it_may_be_taken_back(village, lately):
    clerk = at_the_desk(village.clerk)
    deed = village.entered(village.with_photo(), at=lately)
    nomination = village.good("asked")
    for page, sentence, choices in (
        (f"/desk/honours/named/{deed.named.get().pk}/", f"我同意在红榜上公布我的名字：“{deed.title}”", "名字和照片都同意"),
        (f"/desk/honours/good/{nomination.pk}/", "好人评选，评上了公布我的名字", "同意参评"),
    ):  # fmt: skip
        assert f"{page}form.pdf" in clerk.get(f"{page}paper").content.decode()
        sheet = pypdfium2.PdfDocument(clerk.get(f"{page}form.pdf").content)
        said = "".join(sheet[0].get_textpage().get_text_range().split())
        assert len(sheet) == 1
        for words in (
            sentence,
            choices,
            "不愿意",
            "沈小满",
            "不签，不影响办任何事",
            "本人签名或按手印",
            "第十五条",
        ):
            assert words in said
