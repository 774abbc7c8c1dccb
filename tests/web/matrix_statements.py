"""积分证明 in the matrix's world: one that a resident had made for a bank, checked and answered; and the bank's officers."""

from collections.abc import Callable, Iterator

from sanzhi.exchange.bank import actions, queries
from sanzhi.exchange.bank.actions import Asked
from sanzhi.people.roles import Actor
from tests.county import HOUR, MONDAY, a_member_of_staff, an_office

Rule = Callable[[Actor], bool]
AT = MONDAY + 23 * HOUR


def vouched(
    values: dict[str, list[object]], holder: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    bank = an_office("bank", "桐乡农商银行", "bank")
    officer = a_member_of_staff(word(), "bank_officer", bank)
    asked = Asked(bank.id, "farming", ("name", "deeds"), may_answer=True)
    made = actions.issue(asked, confirmed_at=AT, origin="http://testserver", by=holder, at=AT)
    code, reason = queries.code_of(made), word()
    checking = actions.check_code(code, by=officer, at=AT)
    actions.tell_outcome(made.id, outcome="declined", reason=f"材料不齐{reason}", by=officer, at=AT)
    kept = queries.code_of(
        actions.issue(asked, confirmed_at=AT, origin="http://testserver", by=holder, at=AT)
    )
    for name, one in (("statement", made.id), ("ticket", code), ("checking", checking.id), ("number", 0)):
        values.setdefault(name, []).append(one)
    for told in (reason, kept):  # the other code stands in the addresses themselves
        yield told, lambda actor: actor.person_id == holder.person_id
