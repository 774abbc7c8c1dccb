"""Words shared by the stories about the course of a case."""

from datetime import datetime

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import verify
from sanzhi.cases.models import Case
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff

TUESDAY = MONDAY + DAY


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=COUNTY)


def handling(county: County, **filing: object) -> Case:
    """Signed for on Monday: five working days end with Monday a week later, 24:00."""
    if not filing:
        return county.case_in("handling")
    case = county.filed(**filing)
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    cases.sign_for(case.id, by=county.handler, at=MONDAY + 2 * HOUR)
    return Case.objects.get(pk=case.pk)


def honest() -> list[str]:
    return [
        f"{found.check}: {found.sentence}" for check in verify.CHECKS.values() for found in check().violations
    ]


def refused(action, *args, **words) -> str:
    with pytest.raises(Refusal) as refusal:
        action(*args, **words)
    assert refusal.value.sentence
    return refusal.value.code


def given_pace(county: County, pace: str) -> None:
    """From today on the roads have this pace."""
    keeper = a_member_of_staff("管规则", "system_admin", county.centre)
    called = cases.Called("道路和路灯", pace, ("路灯",))
    cases.change_category("city.roads", called, seen=0, by=keeper, at=MONDAY)
