"""危急先打电话: the emergency lines before anything is filed, and once more when the words of a filing point to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sanzhi.cases.elsewhere import LINES, lines_for

from .library import register


@register.inclusion_tag("ui/tags/emergency.html")
def emergency() -> dict:
    """急救电话: the four numbers, each with what it is for, to be pressed on a telephone."""
    return {"lines": LINES}


class AsksForDanger(forms.Form):
    """先问危急: a filing whose words sound like danger goes on once its filer says that the call was made or not needed.

    The question is not there for any other filing. Only a hint by words: the person decides, never the machine.
    """

    danger = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [str(self.data.get(name, "")) for name in ("title", "text")]
        lines = lines_for(*said) if self.is_bound else []
        if not lines:
            del self.fields["danger"]
            return
        numbers = _("、").join(line.number for line in lines)
        field = self.fields["danger"]
        field.label = _("已经打过电话，或者现在没有危险，继续登记")
        field.help_text = _("现在有危险的，马上打 %(numbers)s，不要在这里等。") % {"numbers": numbers}
        field.error_messages["required"] = _(
            "看起来很急：有危险先打 %(numbers)s；打过了，或者没有危险，请勾选这一项。"
        ) % {"numbers": numbers}
