"""分派规则的表单: one rule, and a try."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.rules import Filing
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

from . import choices

CHANNELS = [
    ("web", _("居民自助")),
    ("counter", _("窗口登记")),
    ("grid", _("网格员代办")),
    ("import", _("批量导入")),
    ("board", _("留言板")),
    ("phone", _("来电")),
    ("api", _("接口")),
    ("message", _("短信留言")),
    ("police_110", _("警情联动")),
]
PURPOSES = [("receive", _("谁来受理")), ("propose", _("建议谁主办"))]
KIND = "kind:"  # a kind of office in the matter's own place, not one office


class Route(UiForm):
    """一条分派规则: every condition that is filled in must hold."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("规则名称"), max_length=80, help_text=_("如“路灯归城建办”。"))
    purpose = forms.ChoiceField(label=_("回答哪个问题"), choices=PURPOSES, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("类别"), required=False, help_text=_("选上一级，下面的都算。"))
    words = forms.CharField(
        label=_("出现这些词中的一个"),
        required=False,
        max_length=300,
        help_text=_("用空格分开；标题或正文里有一个就算。"),
    )
    towns = forms.MultipleChoiceField(
        label=_("只在这些镇（街道）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    channels = forms.MultipleChoiceField(
        label=_("只限这些渠道"), required=False, choices=CHANNELS, widget=forms.CheckboxSelectMultiple
    )
    goes_to = forms.ChoiceField(label=_("交给谁"))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories(_("不限"))
        self.fields["towns"].choices = choices.towns()[1:]
        offices = list(people.offices_open(at))
        kinds = dict.fromkeys((office.kind, office.get_kind_display()) for office in offices)
        near = [(KIND + code, _("事发地的%(kind)s") % {"kind": name}) for code, name in kinds]
        self.fields["goes_to"].choices = [
            ("", _("请选择")),
            (_("一种单位（就近）"), near),
            (_("一个单位"), [(str(office.id), office.name) for office in offices]),
        ]

    @staticmethod
    def of(rule: dict[str, Any]) -> dict[str, Any]:
        """A kept rule as the form shows it."""
        when = rule["when"]
        return {
            "name": rule["name"],
            "purpose": rule["purpose"],
            "category": when.get("category", ""),
            "words": " ".join(when.get("words", [])),
            "towns": when.get("towns", []),
            "channels": when.get("channels", []),
            "goes_to": str(rule.get("office_id") or "") or KIND + rule["office_kind"],
        }

    def rule(self) -> dict[str, Any]:
        said = self.cleaned_data
        when = {
            "category": said["category"],
            "words": said["words"].split(),
            "towns": said["towns"],
            "channels": said["channels"],
        }
        kind = said["goes_to"].startswith(KIND)
        return {
            "purpose": said["purpose"],
            "name": said["name"].strip(),
            "when": {key: value for key, value in when.items() if value},
            "office_id": None if kind else int(said["goes_to"]),
            "office_kind": said["goes_to"].removeprefix(KIND) if kind else "",
        }


class Try(UiForm):
    """试一试: a matter made up, to see where it would go."""

    text = forms.CharField(label=_("什么事"), max_length=300, help_text=_("如“村口路灯不亮”。"))
    area = forms.ChoiceField(label=_("事情在哪个村（社区）"))
    category = forms.ChoiceField(label=_("类别"))
    channel = forms.ChoiceField(label=_("渠道"), choices=CHANNELS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages("")
        self.fields["category"].choices = choices.categories(_("请选择"))

    def filing(self) -> Filing:
        said = self.cleaned_data
        return Filing(said["text"], said["text"], said["area"], said["category"])
