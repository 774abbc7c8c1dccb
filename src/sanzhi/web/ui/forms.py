"""表单: the base of every form on every face."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.forms import BoundField


class UiForm(forms.Form):
    """表单: shows an error summary that links to each field, keeps what was typed, and draws fields with `field`.

    `draft` names a draft kept in the reader's own browser; leave it empty where a machine is shared.
    """

    template_name = "ui/form.html"
    required_css_class = "is-required"
    draft = ""

    def refused_fields(self) -> Iterator[BoundField]:
        """The fields with errors, in the order they are read."""
        return (bound for bound in self if bound.errors)
