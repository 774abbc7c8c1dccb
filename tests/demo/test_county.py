"""The invented county: the same from the same seed, in the order of time, and lawful."""

import json
from datetime import datetime
from hashlib import sha256

import pytest
from django.db import transaction

from sanzhi.cases import queries
from sanzhi.cases.models import Case, Move
from sanzhi.demo import county, seed, signins
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Appointment

UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=COUNTY)
CASES = 12


def fill(number: int = 1) -> dict:
    return seed.fill(cases=CASES, seed=number, until=UNTIL)


def digest() -> str:
    """Everything that a reader of the county could tell apart, without numbers the database chose."""
    moves = Move.objects.order_by("case__outside_ref", "case__title", "seq").values_list(
        "case__outside_ref",
        "case__title",
        "case__text",
        "case__satisfied",
        "step",
        "to_state",
        "at",
        "office__code",
        "by__name",
    )
    return sha256(json.dumps(list(moves), default=str).encode()).hexdigest()


def filled_and_undone(number: int) -> str:
    """Fill, take the digest, and roll everything back."""
    with transaction.atomic():
        fill(number)
        found = digest()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_county_and_another_seed_another(db, home):
    assert filled_and_undone(1) == filled_and_undone(1) != filled_and_undone(2)


def test_a_run_cut_off_goes_on_to_the_same_county(db, home, monkeypatch):
    whole = filled_and_undone(1)
    play, left = seed.Engine._play, iter(range(20))

    def cut_off(engine, event):
        if next(left, None) is None:
            raise KeyboardInterrupt
        play(engine, event)

    with monkeypatch.context() as patch:
        patch.setattr(seed.Engine, "_play", cut_off)
        with pytest.raises(KeyboardInterrupt):
            fill()
    assert 0 < Case.objects.count() < CASES
    fill()
    assert digest() == whole


def test_the_invented_texts_are_many_and_whole():
    assert len(seed.templates()) >= 60
    assert all(all(template.values()) for template in seed.templates())


def test_public_passwords_exist_only_in_a_demonstration(db, settings):
    settings.SANZHI_DEMO = False
    place = county.found()
    staff = place.at("caller", county.CENTRE)
    account = Appointment.objects.get(person_id=staff.person_id).person.account
    assert not account.check_password(signins.PASSWORD)
    with pytest.raises(Refusal, match="演示环境"):
        signins.enrol(account)


def test_each_category_of_an_invented_text_finds_an_office(db):
    place = county.found()
    for template in seed.templates():
        filing = seed.Filing("标题", "正文内容", place.villages[0], template["category"])
        _receiver, trace = queries.receiver_for(filing, "web", UNTIL)
        assert trace["propose"]["office"], template["category"]
