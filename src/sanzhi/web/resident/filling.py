"""一张表: a resident's form that does one thing: done and told, or shown again with what was typed and why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sanzhi.kit.verdict import Refusal
from sanzhi.web.ui.forms import UiForm


@dataclass(frozen=True)
class Page:
    """What stands around the form: its title, what one should know, the button, what is said when it is done, the way back."""

    title: str
    lead: str
    press: str
    told: str
    back: str


def filled_by_resident(request: HttpRequest, form: UiForm, do: Callable[[], Any], page: Page) -> HttpResponse:
    """`do` returns the address to go to; nothing leads back."""
    if request.method == "POST" and form.is_valid():
        try:
            there = do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, page.told)
            return redirect(there or page.back)
    given = {"form": form, "title": page.title, "press": page.press, "back": page.back, "lead": page.lead}
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)
