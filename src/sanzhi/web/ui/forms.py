"""表单: the base of every form on every face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

BARE = forms.Field.default_error_messages["required"]


class UiForm(forms.Form):
    """表单: shows an error summary that links to each field, keeps what was typed, and draws fields with `field`.

    `draft` names a draft kept in the reader's own browser; leave it empty where a machine is shared. A page that
    carries `data-draft-done="<name>"` drops it.
    """

    template_name = "ui/form.html"
    draft = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for (
            field
        ) in self.fields.values():  # Django's own sentences speak of variables and fields; people do not
            if field.error_messages["required"] is BARE:
                field.error_messages["required"] = _("这一项不能空着。")
            field.error_messages.setdefault("min_length", _("请写得更清楚一些，至少 %(limit_value)d 个字。"))
            field.error_messages.setdefault(
                "max_length", _("最多写 %(limit_value)d 字，现在有 %(show_value)d 字，请删短一些。")
            )

    def refused_fields(self) -> Iterator[BoundField]:
        """The fields with errors, in the order they are read."""
        return (bound for bound in self if bound.errors)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent; None when it was only asked for. An empty sending is still one, with everything missing."""
    return request.POST if request.method == "POST" else None
