"""另有去处: what this platform does not handle and where it goes instead, as data; the emergencies first.

The six kinds follow 《北京市接诉即办工作条例》第十一条, to which this platform keeps by agreement; the channels follow
domain.md §9.4. The sentences told are ours (本平台约定).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Line:
    """急救电话: its number, what it is for, and the words in a filing that point to it."""

    number: str
    name: str | Promise
    use: str | Promise
    words: tuple[str, ...]


LINES = (
    Line(
        "110",
        _("报警"),
        _("有人正在违法、打架、被困或走失"),
        ("正在打人", "持刀", "砍人", "抢劫", "绑架", "跳楼", "轻生", "自杀", "走失", "家暴", "正在殴打"),
    ),
    Line(
        "119",
        _("火警和救援"),
        _("着火、燃气泄漏、房屋倒塌、人被困"),
        ("着火", "起火", "失火", "燃气泄漏", "煤气泄漏", "爆炸", "倒塌", "坍塌", "溺水", "落水", "被困"),
    ),
    Line(
        "120",
        _("急救"),
        _("有人受伤、昏倒、中毒、生产"),
        ("昏迷", "昏倒", "大出血", "心脏病发", "中毒", "触电", "喘不上气", "不省人事"),
    ),
    Line("122", _("交通事故"), _("车祸，有人受伤或堵住道路"), ("车祸", "撞车", "撞人", "翻车", "肇事逃逸")),
)


def lines_for(*texts: str) -> list[Line]:
    """The emergency lines that the words of a filing point to. Only a hint: whoever files decides."""
    return [line for line in LINES if any(word in text for word in line.words for text in texts)]


@dataclass(frozen=True)
class Kind:
    """不予受理的一种: what it is and what the citizen is told."""

    code: str
    name: str | Promise
    route: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "emergency",
            _("危急：需要 110、119、120、122 立即处置"),
            "请立即拨打 110（报警）、119（火警）、120（急救）或 122（交通事故）。我们已同时电话转报。",
        ),
        Kind(
            "legal",
            _("已有或应走诉讼、仲裁、纪检监察、行政复议、信息公开、信访程序"),
            "请向受理该程序的机关提出：诉讼到人民法院，仲裁到仲裁机构，复议到行政复议机构；不清楚的可拨打 12348 咨询。",
        ),
        Kind(
            "in_hand",
            _("同一件事已经办结或正在办，没有新情况"),
            "您反映的事已有记录，请用原来的查询码查看进展；有新情况请在原事项里补充。",
        ),
        Kind(
            "secret",
            _("涉及国家秘密、商业秘密或他人隐私"),
            "这类内容不能在本平台办理，请当面向主管单位反映，不要在网上提交有关材料。",
        ),
        Kind(
            "beyond",
            _("超出行政机关职责"),
            "这件事不由行政机关处理，可以协商、请人民调解委员会调解，或向人民法院起诉；可拨打 12348 咨询。",
        ),
        Kind(
            "unlawful",
            _("内容违法或违背公序良俗"),
            "这项请求不符合法律规定，不能办理。对法律有疑问，可拨打 12348 免费咨询。",
        ),
    )
}


@dataclass(frozen=True)
class Channel:
    """其他渠道: its name as it is kept, and what the citizen is told."""

    code: str
    name: str
    route: str


CHANNELS = {
    channel.code: channel
    for channel in (
        Channel(
            "petition",
            gettext_noop("信访"),
            "这件事按信访程序办理。您可以到市、镇两级信访窗口提出，也可以网上信访；请带上本告知单和有关材料。",
        ),
        Channel(
            "mediation",
            gettext_noop("人民调解"),
            "这件事适合调解。请到村（社区）、镇（街道）人民调解委员会或市社会治理中心调解窗口申请；调解不收费，不愿意调解的可以直接起诉。",
        ),
        Channel(
            "police",
            gettext_noop("公安"),
            "这件事由公安机关处理。请到所在地派出所报案；正在发生危险的，马上拨打 110。",
        ),
        Channel(
            "court",
            gettext_noop("人民法院"),
            "这件事由人民法院处理。请到人民法院诉讼服务中心立案，也可拨打 12368 咨询；请不起律师的，可拨打 12348 申请法律援助。",
        ),
        Channel(
            "law_enforcement",
            gettext_noop("行政执法"),
            "这件事由行政执法机关依法查处。请向该机关举报并提供证据，可以要求告知处理结果。",
        ),
        Channel(
            "accusation",
            gettext_noop("检举控告"),
            "反映党员、干部和公职人员违纪违法的，请向纪检监察机关提出，可拨打 12388；内容由纪检监察机关保密处理，本平台不再查看。",
        ),
    )
}
