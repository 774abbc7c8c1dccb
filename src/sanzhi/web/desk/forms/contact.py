"""查看联系方式: what for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

USUAL = {"caller": "电话回访", "handler": "联系当事人了解情况"}


class Purpose(UiForm):
    purpose = forms.CharField(
        label=_("查看用途"), min_length=2, max_length=120, help_text=_("当事人能看到是谁、为什么查看。")
    )

    @staticmethod
    def usual(actor: Actor) -> str:
        return USUAL.get(actor.role.code, "")
