"""走访、日志的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.kit import clock
from sanzhi.patrols import queries
from sanzhi.patrols.actions import NewVisit
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

from . import choices

LONG = {"rows": 3}


class Visiting(UiForm):
    """登记走访. No field asks what somebody believes, belongs to or suffers from, and none is to be added."""

    item = forms.TypedChoiceField(label=gettext_lazy("为什么来"), coerce=int)
    grid = forms.ChoiceField(label=gettext_lazy("哪个网格"), required=False)
    household = forms.CharField(label=gettext_lazy("户号"), max_length=20)
    agreed = forms.ChoiceField(
        label=gettext_lazy("他们怎么说"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("可以记")), ("no", gettext_lazy("不愿意，或者家里没人：只记来过，不记内容"))],
    )  # fmt: skip
    agreed_by = forms.CharField(
        label=gettext_lazy("谁答应的"), max_length=60, required=False, help_text=gettext_lazy("这一户里答应的成年人，写姓名。")
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("说了什么"), max_length=500, required=False, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("只写需要什么。不写信仰、健康、政治面貌和过去，不给人归类。"),
    )  # fmt: skip
    needs = forms.CharField(
        label=gettext_lazy("需要帮什么"), required=False, widget=forms.Textarea(attrs=LONG), help_text=gettext_lazy("一行一件。")
    )  # fmt: skip
    follows = forms.ChoiceField(
        label=gettext_lazy("谁来跟进"), initial="me", widget=forms.RadioSelect,
        choices=[("me", gettext_lazy("我自己")), ("clerk", gettext_lazy("村（社区）文书"))],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(one.pk, one.what) for one in queries.items_on(clock.today(), "visit")]
        grids = [(one.pk, one.name) for one in queries.my_grids(actor, clock.now())]
        self.fields["grid"].choices = grids if len(grids) == 1 else [("", _("说不清")), *grids]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("agreed") == "yes" and not said.get("agreed_by", "").strip():
            self.add_error("agreed_by", _("请写谁答应的；没有人答应，就选“不愿意”。"))
        return said

    def visit(self) -> NewVisit:
        """As the action takes it; of who said no, nothing that was typed before is taken along."""
        said = self.cleaned_data
        if said["agreed"] == "no":
            return NewVisit(said["household"], said["item"], grid=said["grid"])
        needs = [
            (line.strip(), said["follows"] == "clerk") for line in said["needs"].splitlines() if line.strip()
        ]
        return NewVisit(said["household"], said["item"], said["agreed_by"], said["text"], needs, said["grid"])


class Reading(UiForm):
    """看这一户的走访."""

    purpose = forms.CharField(
        label=gettext_lazy("为什么看"), min_length=2, max_length=120, help_text=gettext_lazy("说的那个人看得到谁看过、为什么。")
    )  # fmt: skip


class MeetingNeed(UiForm):
    """跟进好了."""

    done = forms.CharField(label=gettext_lazy("怎么解决的"), min_length=2, max_length=200)


class FilingNeed(UiForm):
    """登记成诉求."""

    title = forms.CharField(label=gettext_lazy("什么事"), min_length=2, max_length=120)
    category = forms.ChoiceField(label=gettext_lazy("类别"))
    agreed = forms.BooleanField(label=gettext_lazy("问过本人，本人同意登记"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories(_("请选择"))


class WithdrawingFor(UiForm):
    """替没有手机的人撤回同意."""

    name = forms.CharField(label=gettext_lazy("谁要求撤回"), max_length=60)


class AnsweringCorrection(UiForm):
    """答复更正."""

    changed = forms.TypedChoiceField(
        label=gettext_lazy("改吗"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("改成下面这样")), ("no", gettext_lazy("不改，写明为什么"))],
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("改成"), max_length=500, required=False, widget=forms.Textarea(attrs=LONG)
    )
    answer = forms.CharField(
        label=gettext_lazy("答复"), min_length=2, max_length=300, widget=forms.Textarea(attrs=LONG)
    )


class WritingDiary(UiForm):
    """写几句."""

    words = forms.CharField(
        label=gettext_lazy("写几句"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AddingToDiary(UiForm):
    """补记."""

    words = forms.CharField(
        label=gettext_lazy("补记"), min_length=2, max_length=500, widget=forms.Textarea(attrs=LONG)
    )
