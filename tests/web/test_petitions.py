"""信访 by its pages: a claim from the resident's form through answer, review and re-examination, each by its own desk."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.petitions import actions
from sanzhi.petitions.models import Letter, Paper, Petition, Reception
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, at_the_desk
from tests.kit.test_uploads import HOSTILE
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
HEARD = {
    "held_on": (MONDAY + 94 * DAY).date().isoformat(), "place": "市信访局听证室", "chair": "副局长", "recorder": "小林",
    "present": "信访人沈小满\n市住建局王某", "questions": "损失由谁造成。", "statements": "双方陈述，听证员评议。",
    "conclusion": "证据不足。",
}  # fmt: skip
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
        done(officer, code, "heard", **HEARD)
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


def a_picture(content: bytes = b"", name: str = "合同.png") -> SimpleUploadedFile:
    if not content:
        drawn = io.BytesIO()
        Image.new("RGB", (40, 40), "white").save(drawn, "PNG")
        content = drawn.getvalue()
    return SimpleUploadedFile(name, content)


def test_papers_are_handed_in_and_opened_by_those_who_see_the_petition(county):
    me, officer, handler = at_home(county.resident), *map(at_the_desk, (county.officer, county.handler))
    with clock.simulated(MONDAY):
        code = filed(county, me)
        assert "还没有材料" in text(me.get(f"/petitions/{code}/"))
        assert send(me, f"/petitions/{code}/papers", photos=a_picture()).status_code == 302
        done(officer, code, "send", to=county.roads.pk, way="send", note="")
        assert (
            send(
                officer, f"/desk/petitions/{code}/papers", side="petitioner", photos=a_picture(name="信.png")
            ).status_code
            == 302
        )
        page = text(handler.get(f"/desk/petitions/{code}/"))
    assert "合同.png" in page and "信访人提供" in page
    one = Paper.objects.first().pk
    for browser, where in ((me, "/petitions/papers/"), (handler, "/desk/petitions/papers/")):
        answer = browser.get(f"{where}{one}")
        assert answer["Content-Type"] == "image/jpeg" and answer.getvalue()
    assert at_home(a_resident("路人")).get(f"/petitions/papers/{one}").status_code == 404
    assert at_the_desk(county.clerk).get(f"/desk/petitions/papers/{one}").status_code in (403, 404)


@pytest.mark.parametrize("hostile", ["svg with script", "php", "zip bomb", "linux program"])
def test_what_is_hostile_is_not_kept_and_says_what_to_do(county, hostile):
    me = at_home(county.resident)
    with clock.simulated(MONDAY):
        code = filed(county, me)
        answer = send(me, f"/petitions/{code}/papers", photos=a_picture(HOSTILE[hostile][0], "x.png"))
    assert answer.status_code == 422 and "x.png：" in text(answer)
    assert not Paper.objects.exists()


def test_two_organs_work_on_it_and_the_petitioner_gets_one_reply(county):
    me, officer, handler = at_home(county.resident), *map(at_the_desk, (county.officer, county.handler))
    water = at_the_desk(a_member_of_staff("水利老吴", "handler", county.water))
    with clock.simulated(MONDAY):
        code = filed(county, me)
        done(officer, code, "send", to=county.roads.pk, way="send", note="")
        done(handler, code, "accept")
        assert water.get(f"/desk/petitions/{code}/").status_code == 404
        done(officer, code, "join", office=county.water.pk, named="agreed", asked="排水管网归谁管")
        assert "会同办理" in text(me.get(f"/petitions/{code}/"))
        refused = send(handler, f"/desk/petitions/{code}/do/answer", **JUDGED, **OPINIONS)
        assert refused.status_code == 422 and "还有会同单位没有提出意见" in text(refused)
        done(water, code, "part", part="管网由我单位管理，恢复标准见技术规程。")
        done(handler, code, "answer", **JUDGED, **OPINIONS)
        assert Letter.objects.filter(kind="opinion").count() == 1


def test_once_its_course_is_over_the_petitioner_is_asked_and_answers_on_their_own_page(county):
    me, officer = at_home(county.resident), at_the_desk(county.officer)
    with clock.simulated(MONDAY):
        code = filed(county, me, category="suggestion", claims="")
        done(officer, code, "send", to=county.roads.pk, way="send", note="")
        done(at_the_desk(county.handler), code, "tell", adopted="yes", reply="已经列入明年的工作计划。")
        page = text(me.get(f"/petitions/{code}/"))
        assert "怎么答都不影响您的任何权利" in page
        assert send(me, f"/c/{code}/rate", solved="no", satisfied=2, said="").status_code == 302
    assert Case.objects.get(public_code=code).state == "closed"
