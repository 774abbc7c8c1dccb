"""社会组织在各处怎么找: one form for the directory and for the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.groups import queries
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm


class WhichGroups(UiForm):
    """找哪些组织."""

    words = forms.CharField(label=_("名称或者做什么"), required=False, max_length=40)
    kind = forms.ChoiceField(label=_("类型"), required=False)
    area = forms.ChoiceField(label=_("哪个镇（街道）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("全部")), *queries.KINDS]
        self.fields["area"].choices = [("", _("全部")), *((one.code[:9], one.name) for one in people.towns())]
