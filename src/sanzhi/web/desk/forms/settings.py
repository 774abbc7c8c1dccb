"""管理员的表单: the calendar, limits, and people."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.flow.course import GRANTORS
from sanzhi.kit.calendar import NoticeYear, Windows, read_state_council_year
from sanzhi.kit.verdict import Refusal
from sanzhi.kit.working_hours import read_windows
from sanzhi.people import queries as people
from sanzhi.people.roles import ROLES
from sanzhi.web.ui.forms import UiForm

MOST_BYTES = 200_000
CLOCKS = [("dispatch", _("分派")), ("sign", _("签收")), ("handle", _("办理")), ("call_back", _("回访")),
    ("help", _("协办答复")), ("contest", _("申诉裁定")),
    ("supervise_urge", _("督办答复（催办）")), ("supervise_press", _("督办答复（督办）")),
    ("supervise_circular", _("督办答复（通报）"))]  # fmt: skip
PACES = [
    ("", _("不分类别")),
    ("general", _("一般事项")),
    ("utilities", _("水电气讯")),
    ("emergency", _("紧急事项")),
    ("complex", _("疑难事项")),
]


class YearNotice(UiForm):
    """年度放假安排: one year in the open form of the State Council's notices."""

    notice = forms.FileField(
        label=_("放假安排文件"),
        help_text=_("JSON 格式：year、papers、days，每天写明 name、date、isOffDay。"),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )

    def clean_notice(self) -> NoticeYear:
        file = self.cleaned_data["notice"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，一年的放假安排不会超过 200 KB。"))
        try:
            read = read_state_council_year(file.read())
            json.dumps(read.papers).encode("utf-8")
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("放假安排文件无法识别，请核对格式。")) from error
        if not 2018 <= read.year <= 2100:
            raise forms.ValidationError(_("年份不对，请核对文件。"))
        return read


class OneDay(UiForm):
    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}))
    works = forms.TypedChoiceField(
        label=_("这一天"),
        choices=[("no", _("休息")), ("yes", _("上班"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("名称和依据"), max_length=40, help_text=_("如“台风停工，市府办通知”。"))


class NewHours(UiForm):
    """上班时间: from a day to come on; cleans to windows."""

    since = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}))
    windows = forms.CharField(
        label=_("上班时间"), max_length=100, help_text=_("如 08:30-12:00 14:00-17:30，最多 4 段。")
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("如“市府办关于夏令作息时间的通知”。")
    )

    def clean_windows(self) -> Windows:
        try:
            return read_windows(self.cleaned_data["windows"])
        except Refusal as refused:
            raise forms.ValidationError(refused.sentence) from refused


class NewLimit(UiForm):
    clock = forms.ChoiceField(label=_("哪个环节"), choices=CLOCKS)
    pace = forms.ChoiceField(label=_("适用事项"), choices=PACES, required=False)
    name = forms.CharField(label=_("名称"), max_length=60)
    limit = forms.CharField(
        label=_("时限"), max_length=8, help_text=_("如 2h（小时）、15d（日）、5wd（工作日）。")
    )
    yellow = forms.CharField(label=_("黄牌"), max_length=8)
    red = forms.CharField(label=_("红牌"), max_length=8)
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名和条目；没有的写“本地约定”和会议。")
    )


class NewDelay(UiForm):
    """新延期规则."""

    pace = forms.ChoiceField(label=_("适用事项"), choices=PACES[1:])
    name = forms.CharField(label=_("名称"), max_length=60)
    most = forms.CharField(
        label=_("每次最多"),
        max_length=8,
        help_text=_("和办理时限用同一个单位：2h（小时）、15d（日）、5wd（工作日）。"),
    )
    times = forms.IntegerField(
        label=_("一共几次"), min_value=0, max_value=9, help_text=_("写 0 就是不准延期。")
    )
    granted_by = forms.MultipleChoiceField(
        label=_("由谁审核"),
        choices=lambda: [(code, ROLES[code].name) for code in GRANTORS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("审核的不能是申请的单位。"),
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名和条目；没有的写“本地约定”和会议。")
    )


class NewGround(UiForm):
    """新中止事由."""

    code = forms.ChoiceField(label=_("新增，还是换掉原有的"), required=False)
    name = forms.CharField(label=_("事由"), max_length=60)
    most = forms.CharField(label=_("最长"), max_length=8, help_text=_("如 30d（日）、20wd（工作日）。"))
    times = forms.IntegerField(label=_("一件事最多几次"), min_value=1, max_value=9)
    basis = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("法规名称和第几条，如“《行政许可法》第四十五条”；比照适用的也要写明。"),
    )

    def __init__(self, *args: Any, grounds: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("新增一项")), *((one.code, one.name) for one in grounds)]


def role_choices() -> list[tuple[str, str]]:
    return [("", _("请选择")), *((code, role.name) for code, role in ROLES.items() if code != "resident")]


class Post(UiForm):
    """岗位: a role at an office."""

    role = forms.ChoiceField(label=_("角色"), choices=role_choices)
    office = forms.TypedChoiceField(label=_("单位"), coerce=int)
    grid = forms.CharField(
        label=_("网格代码"), required=False, max_length=20,
        help_text=_("只有网格员填；代码在“网格”清单里。"),
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.offices = {office.id: office for office in people.offices_open(at)}
        self.fields["office"].choices = [
            ("", _("请选择")),
            *((key, office.name) for key, office in self.offices.items()),
        ]

    def clean_grid(self) -> Any:
        """The grid with this code that is in use; None where none was typed."""
        code = self.cleaned_data["grid"].strip()
        found = people.grid_in_use(code, self.at.date()) if code else None
        if code and found is None:
            raise forms.ValidationError(_("没有这个网格，请核对代码。"))
        return found


class WorkPhone(UiForm):
    """工作电话: what it is now is shown masked; nothing typed takes it away."""

    phone = forms.CharField(
        label=_("工作手机号"),
        required=False,
        max_length=20,
        help_text=_("工作短信发到这里，不用来登录，也不给别人看。清空就是不收短信。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class NewAccount(Post):
    name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.RegexField(
        r"^[a-z][a-z0-9._-]{2,39}\Z",
        label=_("用户名"),
        help_text=_("小写字母开头，3 到 40 位字母、数字、点、横线。"),
        error_messages={"invalid": _("请用小写字母开头，3 到 40 位字母、数字、点、横线。")},
    )
    password = forms.CharField(
        label=_("初始密码"),
        max_length=128,
        help_text=_("至少 10 位，当面告知本人，请本人登录后马上修改。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = WorkPhone.base_fields["phone"]
    field_order = ["name", "username", "password", "role", "office", "grid", "phone"]

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
