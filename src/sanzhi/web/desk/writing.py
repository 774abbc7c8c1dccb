"""书写: what stands beside a step's form: texts to start from, and who else is writing."""

from datetime import datetime
from typing import Any

from django.forms.utils import ErrorDict
from django.http import HttpRequest

from sanzhi.cases import actions, queries
from sanzhi.people.roles import Actor

# Which texts a step offers, and into which of its fields they go.
OFFERED = {
    "answer_on_spot": ("reply", "reply"),
    "help_answer": ("reply", "reply"),
    "not_accept": ("reply", "reason"),
    "return": ("return", "more"),
    "send_back": ("return", "reason"),
    "report_done": ("report", "reply"),
}


def beside(actor: Actor, case: Any, offer: Any, at: datetime, *, opened: bool) -> dict[str, Any]:
    """What the page of a step shows beside its form; opening one that can be taken leaves a note."""
    if opened and offer.verdict:
        actions.note_editing(case.id, offer.step.name, by=actor, at=at)
    use, field = OFFERED.get(offer.step.name, ("", ""))
    return {
        "phrases": queries.phrases(actor, use) if use else [],
        "phrase_field": field,
        "editing": queries.editing_now(case.id, actor, at),
    }


def put_in(form: Any, request: HttpRequest, step: str) -> None:
    """Without JavaScript: the chosen text is written behind what was typed, and nothing is judged yet."""
    asked = request.POST.get("phrase", "")
    if step in OFFERED and asked.isdecimal() and len(asked) < 18:
        use, field = OFFERED[step]
        chosen = queries.phrase(request.actor, int(asked))
        if chosen and chosen.use == use:
            form.data = form.data.copy()
            form.data[field] = "\n".join(filter(None, (form.data.get(field, "").rstrip(), chosen.text)))
    form._errors = ErrorDict()  # it was asked for a text or for more to fill in, not sent
