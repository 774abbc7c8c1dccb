"""成组的勾选: many boxes, folded by group."""

from typing import Any

from django import forms


class FoldedBoxes(forms.CheckboxSelectMultiple):
    """勾选, 按组收起: a list where one stray tap must not lose what is chosen. Choices come in groups, as of a select.

    A group with something chosen stands open; a folded one is sent along all the same.
    """

    template_name = "ui/folded_boxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            {"name": group, "options": options, "chosen": sum(one["selected"] for one in options)}
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context
