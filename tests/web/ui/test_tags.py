"""Each tag shows what it is given, and refuses what it does not have."""

import re
from datetime import datetime, timedelta

import pytest
from django.template import Context, Template

from sanzhi.kit.clock import COUNTY
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import YES, no
from sanzhi.web.ui.samples import SampleFiling, SampleSearch
from sanzhi.web.ui.shapes import ChartRow, WrongUse

NOW = datetime(2026, 11, 23, 10, tzinfo=COUNTY)
GIVEN = {
    "now": NOW,
    "later": NOW + timedelta(days=2, hours=3),
    "before": NOW - timedelta(days=1),
    "handling": State(desk="办理中", public="正在办"),
    "closed": State(desk="已办结", public="已办结", ended=True),
    "yes": YES,
    "no": no("not_yours", "这件事不归您办。"),
    "form": SampleFiling(),
    "search": SampleSearch({}),
    "two": ("一", "二"),
    "one": ("件数",),
    "rows": [ChartRow("甲镇", (3,))],
    "uneven": [ChartRow("甲镇", (3, 4))],
    "bare_rows": [("甲镇", 3)],
}


def show(source, **more):
    return Template("{% load ui %}" + source).render(Context(GIVEN | more))


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "no-such-icon" %}',
        '{% panel "" %}x{% endpanel %}',
        '{% panel "题" level=1 %}x{% endpanel %}',
        '{% card "" %}x{% endcard %}',
        '{% card "外" %}{% card "内" %}x{% endcard %}{% endcard %}',
        '{% card "题" level=1 %}x{% endcard %}',
        '{% notice tone="red" %}x{% endnotice %}',
        "{% notice %}  {% endnotice %}",
        '{% timeline "经过" %}{% endtimeline %}',
        '{% timeline "" %}<li></li>{% endtimeline %}',
        '{% timeline_item "" at=now %}{% endtimeline_item %}',
        '{% timeline_item "已办" tone="done" %}{% endtimeline_item %}',
        '{% timeline_item "已办" at=now tone="green" %}{% endtimeline_item %}',
        '{% dialog "Bad id" title="题" opener="开" href="/" %}x{% enddialog %}',
        '{% dialog "ok" title="题" opener="开" href="" %}x{% enddialog %}',
        '{% table "" %}<thead></thead><tbody></tbody>{% endtable %}',
        '{% table "表" %}<tbody></tbody>{% endtable %}',
        '{% table "表" %}<thead></thead><tbody><tr><td>1</td></tr></tbody>{% endtable %}',
        "{% field form %}",
        "{% filters form %}",
        "{% filters now %}",
        '{% steps "一二" current=1 %}',
        "{% steps one current=1 %}",
        "{% steps two current=3 %}",
        "{% steps two current=0 %}",
        '{% action_button "" "/x" %}',
        '{% action_button "办" "" %}',
        '{% action_button "办" "/x" verdict=True %}',
        '{% action_button "办" "/x" tone="primary" %}',
        '{% action_button "办" "/x" method="put" %}',
        '{% action_button "办" "/x" method="get" confirm="确定？" %}',
        '{% badge "" %}',
        '{% badge "字" tone="pink" %}',
        '{% status "handling" %}',
        '{% status handling face="phone" %}',
        '{% status handling tone="pink" %}',
        "{% clock later None %}",
        '{% clock later now card="blue" %}',
        "{% clock later now paused=True ended_at=now %}",
        '{% person "" %}',
        '{% empty "" %}',
        '{% empty "没有" href="/" %}',
        "{% pager shown=-1 %}",
        '{% pager order="random" %}',
        '{% nav_item "" "/" icon="home" %}',
        '{% nav_item "页" "/" icon="home" count=-1 %}',
        '{% meter 3 of=2 label="超" %}',
        '{% meter 1 of=0 label="空" %}',
        '{% meter 1 of=2 label="" %}',
        '{% stat "率" "95%" part=19 %}',
        '{% stat "" "95%" %}',
        '{% figure_chart "pie" title="题" head="镇" columns=one rows=rows %}',
        '{% figure_chart "bar" title="题" head="镇" columns=one rows=uneven %}',
        '{% figure_chart "bar" title="题" head="镇" columns=one rows=bare_rows %}',
        '{% figure_chart "bar" title="" head="镇" columns=one rows=rows %}',
    ],
)
def test_a_tag_used_wrongly_says_so_loudly(source):
    with pytest.raises(WrongUse):
        show(source)


def test_a_status_speaks_to_each_face_in_its_own_words():
    assert "正在办" in show("{% status handling %}")
    assert "办理中" in show("{% status handling %}", face="desk")
    assert "tone-done" in show("{% status closed %}")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% clock later now %}", "还剩 2 天 3 小时"),
        ("{% clock before now %}", "已超期 1 天"),
        ("{% clock later now paused=True %}", "计时暂停"),
        ("{% clock later now ended_at=now %}", "按期办完"),
        ("{% clock before now ended_at=now %}", "超期办完"),
        ('{% clock later now card="yellow" %}', "黄牌"),
        ('{% clock before now card="red" %}', "红牌"),
        ("{% clock later now %}", "期限 11月25日 星期三 13:00"),
    ],
)
def test_a_clock_says_how_much_time_is_left_and_until_when(source, said):
    assert said in show(source)


def test_a_closed_move_stays_in_sight_with_its_reason():
    html = show('{% action_button "签收" "/sign" verdict=no %}')
    assert " disabled " in html
    assert "这件事不归您办。" in html
    assert 'aria-describedby="no-not_yours-sign"' in html and 'id="no-not_yours-sign"' in html
    assert "<form" not in html


def test_an_open_move_is_a_form_that_carries_its_key():
    html = show(
        '{% action_button "签收" "/sign" verdict=yes hidden=key %}', key={"key": "k-1"}, csrf_token="t"
    )
    assert '<form class="action" method="post" action="/sign">' in html
    assert '<input type="hidden" name="key" value="k-1">' in html
    assert len(set(re.findall(r'name="once" value="([\w-]{16,64})"', html + show("{% once %}")))) == 2
    assert 'name="csrfmiddlewaretoken"' in html


def test_what_people_write_is_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    for source in (
        "{% badge bad %}",
        "{% person bad office=bad %}",
        "{% card bad %}{{ bad }}{% endcard %}",
        "{% panel bad %}{{ bad }}{% endpanel %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% timeline_item bad at=now who=bad %}{{ bad }}{% endtimeline_item %}",
        "{% stat bad bad %}",
        "{% empty bad hint=bad %}",
        "{% action_button bad '/x' confirm=bad %}",
    ):
        assert "<script>" not in show(source, bad=bad)


def test_a_field_is_tied_to_its_label_help_and_error():
    html = show("{% field bound %}", bound=SampleFiling({"text": ""})["text"])
    assert '<label class="field-label" for="id_text">' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html and 'id="id_text_error"' in html
    assert "这一项不能空着。" in html


def test_a_refused_form_keeps_what_was_typed_and_links_to_each_error():
    html = str(SampleFiling({"text": "路灯不亮", "phone": "", "reply": "call"}))
    assert "路灯不亮" in html
    assert '<a href="#id_phone">联系电话</a>' in html
    assert 'href="#id_text"' not in html


def test_too_long_a_text_is_told_in_people_s_words():
    form = SampleFiling({"text": "字" * 502, "phone": "1", "reply": "sms"})
    assert form.errors["text"] == ["最多写 500 字，现在有 502 字，请删短一些。"]
