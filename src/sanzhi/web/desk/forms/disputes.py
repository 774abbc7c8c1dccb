"""调解的表单: one small form for each thing that is done to a dispute."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes import queries
from sanzhi.disputes.actions import NewInstalment
from sanzhi.disputes.files import SHELF
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .mediation import Ruling

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
LONG = forms.Textarea(attrs={"rows": 5})
ROWS = 3  # 本平台约定: parts of a performance that one form asks for


class OfDispute(UiForm):
    """The base: knows the page it is about, and offers its parties by name."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        names = [(line.party.pk, line.party.person.name) for line in page.parties]
        for name in ("party", "apart"):
            if name in self.fields:
                first = [("", _("各方一起"))] if name == "apart" else []
                self.fields[name].choices = [*first, *names]


class Nothing(OfDispute):
    """Nothing to fill in."""


class Because(OfDispute):
    reason = forms.CharField(label=_("理由"), min_length=4, max_length=500, widget=LONG)


class NotOurs(Because):
    route = forms.CharField(label=_("应当去哪里办"), min_length=4, max_length=300)


class ToPolice(Because):
    contact = forms.CharField(label=_("公安机关联系人"), max_length=80)


class Reporting(OfDispute):
    to = forms.ChoiceField(label=_("报告给谁"), choices=queries.REPORTED_TO)
    contact = forms.CharField(label=_("联系人"), max_length=80)
    note = forms.CharField(label=_("说了什么"), max_length=300, widget=LONG)


class Danger(OfDispute):
    capacity = forms.BooleanField(
        label=_("受害的可能是未成年人、老人或者别的不能保护自己的人"), required=False,
        help_text=_("这样的，反家庭暴力法第十四条要求向公安机关报告。"),
    )  # fmt: skip


class Accepting(OfDispute):
    signed_by = forms.TypedChoiceField(
        label=_("签字接收材料的调解员"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.page.diversion:
            self.fields["signed_by"].choices = [(one.pk, one.person.name) for one, _ok in self.page.choices]
        else:
            del self.fields["signed_by"]


class Saying(OfDispute):
    """代记一位当事人的答复."""

    party = forms.TypedChoiceField(label=_("哪位当事人"), coerce=int)
    yes = forms.TypedChoiceField(
        label=_("答复"), coerce=lambda said: said == "yes", choices=[("yes", _("同意")), ("no", _("不同意"))]
    )
    means = forms.ChoiceField(label=_("怎么答复的"), choices=queries.ON_PAPER)


class Leaving(OfDispute):
    party = forms.TypedChoiceField(label=_("哪位当事人"), coerce=int)
    means = forms.ChoiceField(label=_("怎么说的"), choices=queries.ON_PAPER)


class Signing(OfDispute):
    party = forms.TypedChoiceField(label=_("哪位当事人"), coerce=int)
    means = forms.ChoiceField(label=_("怎么签的"), choices=queries.SIGNED)


class Proposing(OfDispute):
    mediator = forms.TypedChoiceField(
        label=_("调解员"), coerce=int, help_text=_("和当事人有利害关系的不列出来。"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].choices = [(one.pk, one.person.name) for one, may in self.page.choices if may]


class MoreTime(OfDispute):
    days = forms.IntegerField(label=_("延长几天"), min_value=1, max_value=30)


class Planning(OfDispute):
    manner = forms.ChoiceField(label=_("怎么调"), choices=queries.MANNERS)
    apart = forms.TypedChoiceField(label=_("和谁谈"), coerce=int, empty_value=None, required=False)
    starts_at = forms.DateTimeField(label=_("什么时候"), widget=MOMENT)
    place = forms.CharField(
        label=_("在哪里"), max_length=120, required=False, help_text=_("视频的不用写，用本地的会议地址。")
    )


class Holding(OfDispute):
    session = forms.TypedChoiceField(label=_("哪一次"), coerce=int)
    rights_told = forms.BooleanField(label=_("已经告知当事人权利和义务"))
    minutes = forms.CharField(
        label=_("调解记录"),
        max_length=5000,
        required=False,
        widget=LONG,
        help_text=_("背靠背谈的不写在这里。"),
    )
    result = forms.CharField(label=_("调解结果"), max_length=300, required=False)
    recorder = forms.CharField(label=_("记录人"), max_length=60, required=False)
    others = forms.CharField(label=_("还有谁参加"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [one for one in self.page.sessions if not one.held_at]
        self.fields["session"].choices = [(one.pk, session_words(one)) for one in waiting]


def session_words(one: Any) -> str:
    whom = one.apart.person.name if one.apart_id else str(_("各方一起"))
    return f"{one.seq} · {one.get_manner_display()} · {whom}"


class Drafting(OfDispute):
    form = forms.ChoiceField(label=_("哪一种"), choices=queries.FORMS)
    facts = forms.CharField(label=_("主要事实、争议事项和各方责任"), max_length=3000, widget=LONG)
    terms = forms.CharField(label=_("协议内容"), max_length=3000, widget=LONG)
    manner = forms.CharField(label=_("怎么履行"), max_length=300)
    place = forms.CharField(label=_("在哪里履行"), max_length=120, required=False)
    perform_by = forms.DateField(label=_("最迟哪一天履行完"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [("", _("不分期")), *((line.party.pk, line.party.person.name) for line in self.page.parties)]
        for row in range(1, ROWS + 1):
            said = {"row": row}
            self.fields[f"who{row}"] = forms.TypedChoiceField(
                label=_("第 %(row)d 项由谁做") % said,
                coerce=int,
                empty_value=None,
                required=False,
                choices=names,
            )
            self.fields[f"what{row}"] = forms.CharField(
                label=_("第 %(row)d 项做什么") % said, max_length=200, required=False
            )
            self.fields[f"due{row}"] = forms.DateField(
                label=_("第 %(row)d 项哪一天前") % said, widget=DAY, required=False
            )
            self.fields[f"yuan{row}"] = forms.DecimalField(
                label=_("第 %(row)d 项多少元") % said,
                min_value=0,
                decimal_places=2,
                max_digits=12,
                required=False,
            )

    def parts(self) -> list[NewInstalment]:
        """What is to be performed, row by row; a row without a day is due with the whole."""
        said, found = self.cleaned_data, []
        for row in range(1, ROWS + 1):
            if said[f"who{row}"]:
                cents = int(said[f"yuan{row}"] * 100) if said[f"yuan{row}"] else None
                due: date = said[f"due{row}"] or said["perform_by"]
                found.append(NewInstalment(said[f"who{row}"], said[f"what{row}"], due, cents))
        return found


class Performing(OfDispute):
    part = forms.TypedChoiceField(label=_("哪一项"), coerce=int)
    on = forms.DateField(label=_("哪一天履行的"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = [one for one in self.page.instalments if not one.performed_on]
        self.fields["part"].choices = [(one.pk, f"{one.seq} · {one.what}") for one in owed]


class Visiting(OfDispute):
    party = forms.TypedChoiceField(label=_("哪位当事人"), coerce=int)
    performance = forms.CharField(label=_("履行情况"), max_length=200)
    satisfied = forms.IntegerField(label=_("满意程度（1 到 5）"), min_value=1, max_value=5)
    risk = forms.CharField(label=_("起诉了没有，有没有新的风险"), max_length=300, required=False)


class Identity(OfDispute):
    party = forms.TypedChoiceField(label=_("核对了谁的证件"), coerce=int)
    sex = forms.ChoiceField(
        label=_("性别"), choices=[("", _("不填")), ("男", _("男")), ("女", _("女"))], required=False
    )
    ethnicity = forms.CharField(label=_("民族"), max_length=20, required=False)
    age = forms.CharField(label=_("年龄"), max_length=10, required=False)
    occupation = forms.CharField(label=_("职业或者职务"), max_length=60, required=False)
    address = forms.CharField(label=_("单位或者住址"), max_length=120, required=False)


class Papers(WithPhotos, OfDispute):
    part = forms.ChoiceField(label=_("哪一种材料"), choices=queries.PARTS_OF_DOSSIER)
    party = forms.TypedChoiceField(label=_("谁的材料"), coerce=int)
    shared = forms.BooleanField(label=_("对方也可以看"), required=False)
    photos = PhotosField(keep=SHELF.keep_image)


class NamingAttorney(WithPhotos, OfDispute):
    """登记委托代理人."""

    party = forms.TypedChoiceField(label=_("谁委托的"), coerce=int)
    name = forms.CharField(label=_("代理人姓名"), min_length=2, max_length=60)
    special = forms.TypedChoiceField(
        label=_("权限"), coerce=lambda said: said == "yes", widget=forms.RadioSelect, initial="no",
        choices=[("no", _("一般授权：只能转达、陈述")), ("yes", _("特别授权：可以代为承认、放弃、和解"))],
    )  # fmt: skip
    scope = forms.CharField(label=_("委托的事项"), min_length=4, max_length=300, widget=LONG)
    photos = PhotosField(keep=SHELF.keep_image, label=_("当事人签字的委托书"))


class OfParty(OfDispute):
    party = forms.TypedChoiceField(label=_("哪位当事人"), coerce=int)


class GoingUp(Because):
    """改向中级人民法院申请."""

    court = forms.CharField(label=_("哪个中级人民法院"), min_length=6, max_length=60)
    field_order = ("court", "reason")


class RulingOnPaper(Ruling, OfDispute):
    """登记裁定书: of a court that does not work with this platform."""


class Noting(UiForm):
    words = forms.CharField(label=_("背靠背笔记"), max_length=5000, widget=forms.Textarea(attrs={"rows": 12}))


class Purpose(OfDispute):
    purpose = forms.CharField(
        label=_("用途"),
        min_length=2,
        max_length=60,
        help_text=_("会记下来，每位当事人都能看到谁为什么打开过。"),
    )


class Grading(OfDispute):
    grade = forms.ChoiceField(label=_("难易程度"), choices=queries.GRADES)


class Filed(OfDispute):
    number = forms.CharField(label=_("立案案号"), max_length=60)
