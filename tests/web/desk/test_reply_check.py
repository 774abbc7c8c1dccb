"""办结回复检查 at the desk: advice comes back once, and the next press sends."""

import re

from tests.web.desk.conftest import as_, filed, step, take_through, text

UNANSWERED = "您好，已经收到您的反映，谢谢您关心村里的事情，祝您生活愉快。"


def test_a_reply_that_leaves_something_out_comes_back_once_and_is_sent_by_the_next_press(town):
    case = filed(town, text="村口的路灯坏了。请问公交站旁边能不能再加装一盏？")
    take_through(town, case, "assign", "sign_for")
    handler = as_(town, "handler")
    said = {"reply": UNANSWERED, "no_photo_because": "夜间拍不清"}
    first = step(handler, case, "report_done", **said)
    assert first.status_code == 200
    assert "没有找到对这一点的回应：“请问公交站旁边能不能再加装一盏”" in text(first)
    assert UNANSWERED in first.content.decode()
    advised = re.search(r'name="advised" value="(\w+)"', first.content.decode())
    assert advised
    changed = step(
        handler, case, "report_done", **{**said, "reply": UNANSWERED + "再见。"}, advised=advised[1]
    )
    assert changed.status_code == 200
    assert step(handler, case, "report_done", **said, advised=advised[1]).status_code == 302
    assert "回复检查 未见回应 1" in text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/"))
