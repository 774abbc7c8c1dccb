"""积分证明: a resident's own act, for one bank and one purpose, thirty days, taken back at will (promises I13)."""

import pytest
from django.db import IntegrityError, connection, transaction
from openvc.status.issue import verify_status_list_token
from openvc.status.token_status_list import check_token_status

from sanzhi.exchange.bank import actions, queries, signing
from sanzhi.exchange.bank.actions import Asked
from sanzhi.exchange.bank.models import Checking, Statement
from sanzhi.exchange.bank.sweeps import forget_texts
from sanzhi.exchange.bank.terms import FIELDS, LIFE
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from sanzhi.points import actions as points
from sanzhi.points import queries as book
from tests.county import DAY, HOUR, MONDAY
from tests.exchange.bank import ASKED_AT, ORIGIN, Banked

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db) -> Banked:
    made = Banked()
    made.with_standard()
    made.entered(made.verified())
    return made


def read(county: Banked, statement: Statement, at=ASKED_AT + HOUR) -> dict:
    made = actions.check_code(queries.code_of(statement), by=county.officer, at=at)
    return queries.seen_again(county.officer, made.id, at)[1].claims


def refused(code: str, act, *args, **said) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **said)
    assert refusal.value.code == code


def test_the_bank_reads_what_was_chosen_and_nothing_else(county):
    claims = read(county, county.asks("band", "deeds"))
    assert claims["band"] == "1-49"
    assert claims["deeds"] == [{"item": "清理公共沟渠、垃圾", "times": 1}]
    assert claims["purpose"] == "farming" and claims["aud"] == "bank-nsh"
    assert not set(FIELDS) & set(claims) - {"band", "deeds"}


def test_only_the_person_themselves_can_ask(county):
    """100 tries by everybody who has a post: none makes a statement."""
    staff = [county.officer, county.clerk, county.overseer, county.dispatcher, county.grid]
    asked = Asked(county.bank.id, "farming", ("band",), may_answer=False)
    for actor in staff * 20:
        refused(
            "only_oneself", actions.issue, asked, confirmed_at=ASKED_AT, origin=ORIGIN, by=actor, at=ASKED_AT
        )
    assert Statement.objects.count() == 0


def test_the_database_takes_no_statement_asked_for_by_another(county):
    statement = county.asks()
    row = Statement.objects.filter(pk=statement.pk).values().get()
    row |= {"id": None, "asked_by_id": county.clerk.person_id, "digest": b"other", "position": 99}
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(**row)


def test_nothing_is_signed_without_a_code_typed_a_moment_ago(county):
    asked = Asked(county.bank.id, "farming", ("band",), may_answer=False)
    for when in (None, ASKED_AT - HOUR, ASKED_AT + HOUR):
        refused(
            "not_confirmed",
            actions.issue,
            asked,
            confirmed_at=when,
            origin=ORIGIN,
            by=county.resident,
            at=ASKED_AT,
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"fields": ()}, "nothing_chosen"),
        ({"fields": ("band", "petitions")}, "not_to_be_told"),
        ({"purpose": "blacklist"}, "purpose_unknown"),
        ({"bank": 0}, "bank_unknown"),
    ],
)
def test_what_may_not_be_told_or_asked_is_refused(county, changes, code):
    asked = {"bank": county.bank.id, "purpose": "farming", "fields": ("band",), "may_answer": False} | changes
    refused(
        code,
        actions.issue,
        Asked(**asked),
        confirmed_at=ASKED_AT,
        origin=ORIGIN,
        by=county.resident,
        at=ASKED_AT,
    )


def test_who_takes_no_part_has_none_and_is_told_that_this_costs_nothing(county):
    points.leave(county.resident.person_id, by=county.resident, at=ASKED_AT - HOUR)
    assert queries.may_ask(county.resident).code == "takes_no_part"


def test_another_bank_is_refused(county):
    statement = county.asks()
    code, text = queries.code_of(statement), queries.text_of(statement)
    refused("other_bank", actions.check_code, code, by=county.stranger, at=ASKED_AT + HOUR)
    refused("other_bank", actions.check_text, text, by=county.stranger, at=ASKED_AT + HOUR)
    assert Checking.objects.count() == 0


def test_taken_back_it_says_nothing_any_more(county):
    statement = county.asks()
    actions.revoke(statement.id, by=county.resident, at=ASKED_AT + HOUR)
    actions.revoke(statement.id, by=county.resident, at=ASKED_AT + 2 * HOUR)  # twice is once
    made = actions.check_text(queries.text_of(statement), by=county.officer, at=ASKED_AT + 3 * HOUR)
    seen = queries.seen_again(county.officer, made.id, ASKED_AT + 3 * HOUR)[1]
    assert (made.outcome, seen.verdict.code, seen.claims) == ("revoked", "revoked", {})


def test_after_thirty_days_it_says_nothing_any_more(county):
    statement = county.asks()
    last = actions.check_code(queries.code_of(statement), by=county.officer, at=ASKED_AT + LIFE - HOUR)
    over = actions.check_code(queries.code_of(statement), by=county.officer, at=ASKED_AT + LIFE)
    assert (last.outcome, over.outcome) == ("good", "expired")


def test_the_database_gives_none_a_longer_life_nor_another_word(county):
    statement = county.asks()
    for change in (
        "expires_at = expires_at + interval '1 day'",
        "fields = '{name}'",
        "bank_id = asked_by_id",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE exchange_statement SET {change} WHERE id = %s", [statement.id])


def test_a_deduction_cannot_be_read_off_a_statement(county):
    """The same words before and after: what was earned is told, never what is left."""
    points.pledge(county.home.pk, "yard", by=county.resident, at=MONDAY)
    before = queries.preview(county.resident, tuple(FIELDS), "farming", ASKED_AT + 60 * DAY)
    claim = county.verified("rubbish", by=county.grid, at=ASKED_AT)
    held = county.announced(claim, at=ASKED_AT + DAY)
    points.serve(claim.id, how="上门当面告知", by=county.grid, at=ASKED_AT + 2 * DAY)
    points.post_round(held.id, by=county.clerk, at=ASKED_AT + 30 * DAY)
    claim.refresh_from_db()
    assert claim.state == "confirmed"
    assert queries.preview(county.resident, tuple(FIELDS), "farming", ASKED_AT + 60 * DAY) == before


def test_what_somebody_else_in_the_house_did_is_not_told(county):
    """A patrol is a person's own act; a cleaned ditch is the household's."""
    county.entered(county.verified("patrol", by=county.grid, person=county.resident.person_id))
    mine = queries.preview(county.resident, ("deeds",), "farming", ASKED_AT)["deeds"]
    others = book.deeds_of(county.home.pk, MONDAY.year, county.neighbour.person_id)
    assert {one["item"] for one in mine} == {"清理公共沟渠、垃圾", "参加夜间巡逻"}
    assert {one.title for one in others} == {"清理公共沟渠、垃圾"}


def test_each_look_is_on_record_and_told_to_the_person(county):
    statement = county.asks()
    read(county, statement)
    assert [(one.office_id, one.outcome) for one in queries.checkings_of(statement)] == [
        (county.bank.id, "good")
    ]


def test_ones_own_copy_holds_what_is_kept_of_points_and_statements(county):
    county.asks("band")
    (told,) = queries.kept_of(county.resident)
    assert (told["bank"], told["fields"], told["answers"]) == ("桐乡农商银行", ["band"], [])
    assert queries.kept_of(county.neighbour) == []
    assert [line["amount"] for line in book.kept_of(county.resident.person_id, ASKED_AT)] == [3]


def test_a_narrower_copy_is_as_good_and_tells_less(county):
    statement = county.asks("name", "band", "deeds")
    text = signing.narrowed(queries.text_of(statement), {"band"})
    made = actions.check_text(text, by=county.officer, at=ASKED_AT + HOUR)
    claims = queries.seen_again(county.officer, made.id, ASKED_AT + HOUR)[1].claims
    assert made.fields == ["band"] and "name" not in claims and "deeds" not in claims


def test_the_bank_answers_only_where_the_person_agreed(county):
    silent, open_ = county.asks(may_answer=False), county.asks()
    said = {"outcome": "declined", "reason": "材料不齐", "by": county.officer, "at": ASKED_AT + 2 * HOUR}
    refused("not_visible", actions.tell_outcome, open_.id, **said)  # not looked at yet
    read(county, silent), read(county, open_)
    refused("not_agreed", actions.tell_outcome, silent.id, **said)
    actions.tell_outcome(open_.id, **said)
    refused("answered", actions.tell_outcome, open_.id, **said)


def test_a_refusal_is_looked_at_again_by_a_person_once(county):
    statement = county.asks()
    read(county, statement)
    said = {"outcome": "declined", "reason": "材料不齐", "by": county.officer}
    actions.tell_outcome(statement.id, **said, at=ASKED_AT + 2 * HOUR)
    actions.ask_again(statement.id, by=county.resident, at=ASKED_AT + 3 * HOUR)
    assert [one.statement_id for one in queries.to_answer_again(county.officer)] == [statement.id]
    actions.tell_outcome(statement.id, **(said | {"outcome": "approved"}), at=ASKED_AT + 4 * HOUR)
    refused("nothing_to_ask", actions.ask_again, statement.id, by=county.resident, at=ASKED_AT + 5 * HOUR)
    assert queries.to_answer_again(county.officer) == []
    assert [
        one.outcome for one in queries.answers_of(queries.statement_of(county.resident, statement.id))
    ] == [
        "declined",
        "approved",
    ]


def test_nobody_else_sees_a_statement_even_where_a_query_forgets_to_ask(county):
    county.asks()
    for actor in (county.neighbour, county.clerk, county.officer, county.supervisor, county.dispatcher):
        with walls.seeing(sight_of(actor)):
            assert Statement.objects.count() == 0, actor.name
    with walls.seeing(sight_of(county.resident)):
        assert Statement.objects.count() == 1


def test_no_two_statements_share_a_value_a_bank_could_match(county):
    """Only who signed, the type and what is in plain sight for any bank are the same."""
    one, two = county.asks(), county.asks(bank=county.other_bank.id, at=ASKED_AT + HOUR)
    left, right = (queries.text_of(each).split("~") for each in (one, two))
    assert not set(left[1:-1]) & set(right[1:-1])
    a, b = (signing.read("~".join(each)) for each in (left, right))
    assert a["status"] != b["status"] and a["aud"] != b["aud"]


def test_what_it_said_is_forgotten_a_month_after_its_end_and_who_looked_is_kept(county):
    statement = county.asks()
    read(county, statement)
    assert forget_texts(at=ASKED_AT + 61 * DAY) == 1
    statement.refresh_from_db()
    assert queries.text_of(statement) == "" and statement.checkings.count() == 1
    assert forget_texts(at=ASKED_AT + 62 * DAY) == 0


def test_its_own_list_tells_which_were_taken_back_and_not_whose(county):
    kept, gone = county.asks(), county.asks(at=ASKED_AT + HOUR)
    actions.revoke(gone.id, by=county.resident, at=ASKED_AT + 2 * HOUR)
    token = queries.list_of(0, origin=ORIGIN, at=MONDAY)
    listed = verify_status_list_token(
        token, public_key_jwk=signing.public_key(), expected_uri=f"{ORIGIN}/statements/status/0", now=MONDAY
    )
    for statement, revoked in ((kept, False), (gone, True)):
        claims = signing.read(queries.text_of(statement))
        assert check_token_status(claims, resolve_status_list_token=lambda _uri: listed).revoked is revoked
