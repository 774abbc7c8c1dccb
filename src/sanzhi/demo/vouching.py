"""积分证明: the first household of a village shows the invented bank what it did; the officer looks and answers."""

from datetime import datetime, timedelta

from sanzhi.exchange.bank import actions, queries
from sanzhi.exchange.bank.actions import Asked
from sanzhi.people.roles import Actor

from .scoring import Village

HOUR = timedelta(hours=1)
ORIGIN = "https://sanzhi.example"


def vouch(village: Village, officer: Actor, *, at: datetime) -> None:
    """One statement, looked at once and answered; good for thirty days from `at`."""
    bank = queries.banks(at)[0]
    _home, one = village.homes[0]
    asked = Asked(bank.id, "farming", ("name", "village", "band", "deeds"), may_answer=True)
    made = actions.issue(asked, confirmed_at=at, origin=ORIGIN, by=one, at=at)
    actions.check_code(queries.code_of(made), by=officer, at=at + HOUR)
    reason = "材料齐全，额度和利率请到柜台面谈。"
    actions.tell_outcome(made.id, outcome="approved", reason=reason, by=officer, at=at + 2 * HOUR)
