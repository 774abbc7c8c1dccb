"""登记纠纷的表单, and how the list of disputes is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes import queries
from sanzhi.disputes.actions import NewParty
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.parties import WithParties

from .choices import villages

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"rows": 5})
ALL = [("", _("全部"))]


class WhichDisputes(UiForm):
    """看哪些."""

    all = forms.BooleanField(label=_("结束的也看"), required=False)
    late = forms.BooleanField(label=_("只看超期的"), required=False)
    type = forms.ChoiceField(label=_("纠纷类型"), required=False, choices=[*ALL, *queries.TYPES])
    state = forms.ChoiceField(label=_("到哪一步"), required=False, choices=[*ALL, *queries.STATES])
    source = forms.ChoiceField(label=_("从哪里来"), required=False, choices=[*ALL, *queries.ALL_SOURCES])
    body = forms.TypedChoiceField(label=_("调解组织"), required=False, coerce=int, empty_value=None)
    q = forms.CharField(label=_("标题里的字或者查询码"), required=False, max_length=60)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = queries.bodies_with_mine(actor)
        self.fields["body"].choices = [*ALL, *bodies]
        if len(bodies) < 2:
            del self.fields["body"]

    def which(self) -> queries.Which:
        said = self.cleaned_data if self.is_valid() else {}
        return queries.Which(
            open_only=not said.get("all"), late=said.get("late", False), type=said.get("type", ""),
            state=said.get("state", ""), source=said.get("source", ""), body=said.get("body"), words=said.get("q", "").strip(),
        )  # fmt: skip


class NewCase(WithParties):
    """登记纠纷 at the desk: two sides, and as many more of either as there are."""

    title = forms.CharField(label=_("纠纷标题"), min_length=2, max_length=120)
    type = forms.ChoiceField(label=_("纠纷类型"), choices=queries.TYPES)
    source = forms.ChoiceField(label=_("从哪里来"), choices=queries.SOURCES)
    area = forms.ChoiceField(label=_("在哪个村（社区）"))
    text = forms.CharField(label=_("简要情况"), min_length=5, max_length=5000, widget=LONG)
    request = forms.CharField(label=_("申请人要什么"), max_length=1000, widget=LONG)
    name1 = forms.CharField(label=_("申请人姓名"), max_length=60)
    phone1 = forms.CharField(label=_("申请人电话"), max_length=20, required=False)
    name2 = forms.CharField(label=_("对方姓名"), max_length=60)
    phone2 = forms.CharField(label=_("对方电话"), max_length=20, required=False)
    organisation2 = forms.CharField(label=_("对方单位"), max_length=120, required=False)
    knew_on = forms.DateField(label=_("什么时候知道权利受损"), widget=DAY, required=False)
    dv_risk = forms.BooleanField(label=_("有家庭暴力风险"), required=False)

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(reach)

    def parties(self) -> list[NewParty]:
        said = self.cleaned_data
        return [
            NewParty(1, said["name1"], said["phone1"]),
            NewParty(2, said["name2"], said["phone2"], said["organisation2"]),
            *self.others(),
        ]


class FromTheCourt(NewCase):
    """委派、委托调解."""

    mode = forms.ChoiceField(label=_("委派还是委托"), choices=queries.MODES)
    cause = forms.CharField(label=_("案由"), max_length=80)
    court_case_no = forms.CharField(label=_("法院案号"), max_length=60, required=False)
    received_on = forms.DateField(label=_("法院哪一天收到"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["source"]
