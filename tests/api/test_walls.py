"""Behind the second wall a process that serves starts with nothing in sight: what comes in by token or code sees its own."""

from datetime import timedelta

from django.test import Client

from sanzhi.kit import clock, walls
from sanzhi.kit.walls import Sight


def test_a_token_and_a_code_open_what_they_are_for_with_nothing_else_in_sight(county, hotline, said):
    with walls.seeing(Sight()):
        answer = hotline.post(said)
        assert answer.status_code == 201
        assert hotline.post(said).json() == answer.json()
        code = answer.json()["code"]
        assert hotline.get(f"/api/v1/cases/{code}").status_code == 200
        with clock.simulated(clock.now() + timedelta(minutes=1)):
            assert len(hotline.get("/api/v1/cases").json()["changes"]) == 1
        assert Client().get(f"/t/{code}/").status_code == 200


def test_a_caller_already_on_record_is_not_written_down_twice(county, hotline, said):
    with walls.seeing(Sight()):
        first, second = (hotline.post(said, key=f"a-key-of-the-hotline-{n}") for n in (1, 2))
    assert first.status_code == second.status_code == 201
