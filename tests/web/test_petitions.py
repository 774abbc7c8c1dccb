"""信访 by its pages: a claim from the resident's form through answer, review and re-examination, each by its own desk."""

import pytest

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.petitions import actions
from sanzhi.petitions.models import Letter, Petition, Reception
from tests.county import DAY, HOUR, MONDAY, a_resident, at_the_desk
from tests.petitions.bureau import Bureau
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import MOST_QUESTIONS, at_home

SAID = {
    "category": "claim", "title": "门前排水管挖断没有修", "field": "city.roads", "reply_by": "online",
    "facts": "施工时挖断了我家门前的排水管，至今没有修好。", "claims": "修好排水管\n赔偿误工损失",
}  # fmt: skip
JUDGED = {
    "facts": "经查，十一月八日施工挖断排水管一处，至今没有恢复。",
    "law": "《城市道路管理条例》第三十三条。",
}
OPINIONS = {
    "opinion1": "support",
    "answer1": "责成十日内修复。",
    "opinion2": "reject",
    "answer2": "没有证据证明损失。",
}


@pytest.fixture
def county(db, settings) -> Bureau:
    settings.ALLOWED_HOSTS = ["testserver"]
    actions.load_reference(at=MONDAY)
    return Bureau()


def filed(county: Bureau, who, **changes) -> str:
    answer = send(who, "/petitions/new", **{**SAID, "area": county.village.code, **changes})
    assert answer.status_code == 302, text(answer)
    return answer["Location"].split("/")[2]


def done(desk, code: str, move: str, **said) -> None:
    answer = send(desk, f"/desk/petitions/{code}/do/{move}", **said)
    assert answer.status_code == 302, text(answer)


def opened(me, kind: str) -> None:
    """The petitioner opens a paper, and signs for it by that."""
    answer = send(me, f"/petitions/letters/{Letter.objects.get(kind=kind).pk}/open")
    paper = me.get(answer["Location"])
    assert paper["Content-Type"] == "application/pdf"


def test_a_claim_walks_from_the_form_to_the_end_with_its_papers(county):
    me, officer, handler, head = (
        at_home(county.resident),
        *map(at_the_desk, (county.officer, county.handler, county.head)),
    )
    with clock.simulated(MONDAY):
        code = filed(county, me)
        done(officer, code, "inform")
        done(officer, code, "send", to=county.roads.pk, way="entrust", note="")
        done(handler, code, "accept")
    with clock.simulated(MONDAY + 40 * DAY):
        done(handler, code, "more", days=30, reason="需要专业鉴定")
        assert "批准延期" in text(head.get(f"/desk/petitions/{code}/"))
        done(head, code, "grant", granted="yes", reason="情况复杂，需要鉴定")
    with clock.simulated(MONDAY + 80 * DAY):
        done(handler, code, "answer", **JUDGED, **OPINIONS)
        page = text(me.get(f"/petitions/{code}/"))
        assert "不服，申请复查" in page and "打开并签收" in page
        opened(me, "opinion")
    with clock.simulated(MONDAY + 90 * DAY):
        assert send(me, f"/petitions/{code}/review", reason="损失应当赔偿").status_code == 302
        done(officer, code, "check", **JUDGED, result="keep")
        opened(me, "review")
        assert send(me, f"/petitions/{code}/reexam", reason="损失还是应当赔偿").status_code == 302
        done(officer, code, "hearing", reason="情况重大，举行听证")
    with clock.simulated(MONDAY + 95 * DAY):
        done(officer, code, "heard")
        done(officer, code, "last", **JUDGED, result="keep", body="嘉兴市人民政府")
        opened(me, "reexam")
        assert "信访程序已经终结" in text(me.get(f"/petitions/{code}/"))
        assert send(me, f"/petitions/{code}/rate", satisfied=3, words="").status_code == 302
    assert Petition.objects.get().satisfied == 3
    for letter in Letter.objects.all():
        assert officer.get(f"/desk/petitions/letters/{letter.pk}.pdf")["Content-Type"] == "application/pdf"


def test_what_is_wrong_is_said_and_what_was_typed_stays(county):
    me = at_home(county.resident)
    answer = send(me, "/petitions/new", **{**SAID, "area": county.village.code, "claims": ""})
    assert answer.status_code == 422
    assert "一项一行" in text(answer) and "至今没有修好" in text(answer)
    desk = at_the_desk(county.officer)
    code = filed(county, me)
    answer = send(desk, f"/desk/petitions/{code}/do/send", to="", way="send", note="请尽快")
    assert answer.status_code == 422 and "请尽快" in text(answer)


def test_a_visit_of_many_is_registered_with_those_who_speak(county):
    desk = at_the_desk(county.officer)
    said = {**SAID, "area": county.village.code, "form": "visit", "reply_by": "counter", "people": 12,
            "names": "*张三 13800000001\n*李四 13800000002\n王五 13800000003"}  # fmt: skip
    answer = send(desk, "/desk/petitions/new", **said)
    assert answer.status_code == 302, text(answer)
    assert "张三" in text(desk.get(answer["Location"])) and "共 12 人" in text(desk.get(answer["Location"]))
    six = "\n".join(f"*人{n} 1380000002{n}" for n in range(6))
    assert "不超过 5 人" in text(send(desk, "/desk/petitions/new", **{**said, "names": six}))


def test_nobody_else_finds_it_and_a_step_that_is_not_theirs_is_refused(county):
    code = filed(county, at_home(county.resident))
    assert at_home(a_resident("路人")).get(f"/petitions/{code}/").status_code == 404
    for actor in (county.dispatcher, county.handler, county.head):
        assert at_the_desk(actor).get(f"/desk/petitions/{code}/").status_code == 404, actor.name
    assert at_the_desk(county.supervisor).get("/desk/petitions/").status_code == 403
    assert send(at_the_desk(county.officer), f"/desk/petitions/{code}/do/answer", **JUDGED).status_code == 409


def test_a_paper_between_offices_is_not_the_petitioners(county):
    one = county.sent()
    letter = Letter.objects.get(kind="transfer", petition=one)
    assert at_home(county.resident).get(f"/petitions/letters/{letter.pk}.pdf").status_code == 404


def test_a_repeat_is_pointed_at_and_said_by_a_person(county):
    first, second = county.filed(), county.filed(MONDAY + HOUR)
    codes = [Case.objects.get(pk=one.pk).public_code for one in (first, second)]
    desk = at_the_desk(county.officer)
    assert "请人工比对" in text(desk.get(f"/desk/petitions/{codes[1]}/"))
    said = {"same": "same", "reason": "事实和请求都相同"}
    assert send(desk, f"/desk/petitions/{codes[1]}/compare/{codes[0]}", **said).status_code == 302
    assert "重复信访" in text(desk.get(f"/desk/petitions/{codes[1]}/"))


def test_the_lists_cost_the_same_however_long_and_page_by_key(county):
    desk, me = at_the_desk(county.officer), at_home(county.resident)
    for _time in range(3):
        county.filed()
    for browser, where in ((desk, "/desk/petitions/"), (me, "/petitions/")):
        browser.get(where)
    few = []
    for browser, where in ((desk, "/desk/petitions/"), (me, "/petitions/")):
        with questions() as asked:
            browser.get(where)
        few.append(len(asked))
    for _time in range(30):
        county.filed()
    for (browser, where), before in zip(((desk, "/desk/petitions/"), (me, "/petitions/")), few, strict=True):
        with questions() as asked:
            page = browser.get(where)
        assert len(asked) <= before <= MOST_QUESTIONS
        assert "before=" in page.content.decode()


def test_reception_backlog_advice_and_report_walk_through_their_pages(county):
    officer, me, head = at_the_desk(county.officer), at_home(county.resident), at_the_desk(county.head)
    with clock.simulated(MONDAY):
        said = {"leader": "李市长", "post": "副市长", "place": "市信访局", "day": "2026-03-05", "begins": "09:00",
                "ends": "11:00", "seats": 5}  # fmt: skip
        assert send(officer, "/desk/petitions/reception/new", **said).status_code == 302
        assert "李市长" in text(me.get("/reception/"))
        book = Reception.objects.get().pk
        assert send(me, f"/reception/{book}/book", topic="排水管的事").status_code == 302
        assert "第 1 位" in text(me.get("/reception/"))
        assert "排水管的事" in text(officer.get("/desk/petitions/reception/"))
        code = filed(county, me)
        listed = {"ground": "complex", "leader": "李市长", "measures": "每月会商一次。"}
        assert send(officer, f"/desk/petitions/{code}/backlog", **listed).status_code == 302
        assert "李市长" in text(officer.get("/desk/petitions/backlog/"))
        advice = {"to": county.roads.pk, "kind": "improve", "words": "请在开工前公示管线保护方案。"}
        assert send(officer, "/desk/petitions/advice/new", **advice).status_code == 302
        page = head.get("/desk/petitions/advice/").content.decode()
        where = page.split('href="/desk/petitions/advice/')[-1].split('"')[0]
        answered = send(head, f"/desk/petitions/advice/{where}", adopted="yes", answer="已写入许可条件。")
        assert answered.status_code == 302
        report = text(officer.get("/desk/petitions/report/"))
        assert "提出 1，书面反馈 1，采纳或者部分采纳 1" in report
        paper = officer.get("/desk/petitions/report/report.pdf")
        assert paper["Content-Type"] == "application/pdf"
    assert at_the_desk(county.handler).get("/desk/petitions/report/").status_code == 403
