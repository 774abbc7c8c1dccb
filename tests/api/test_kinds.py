"""Another system files under the county's own kinds that are open to it, and is told field by field what to mend."""

import pytest

from sanzhi.cases.models import Case, KindVersion
from sanzhi.kit import clock
from tests.county import a_member_of_staff
from tests.kinds import published


@pytest.fixture
def admins(county):
    return [a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管")]


@pytest.fixture
def open_kind(admins) -> KindVersion:
    return published(*admins, clock.now(), doors=["api"])


def test_what_may_be_sent_and_what_each_kind_asks_is_told(hotline, admins, open_kind):
    published(*admins, clock.now())  # not for other systems
    (told,) = hotline.get("/api/v1/kinds").json()["kinds"]
    assert (told["code"], told["name"]) == (open_kind.code, "噪声扰民")
    assert [(one["code"], one["label"], one["required"]) for one in told["fields"]] == [
        ("f1", "声源", True),
        ("f2", "几点开始", False),
    ]
    assert told["fields"][0]["options"] == ["工地", "商铺"]


def test_a_case_of_a_kind_is_filed_with_its_answers(hotline, said, open_kind):
    answer = hotline.post(said | {"kind": open_kind.code, "details": {"f1": "工地", "f2": " "}})
    assert answer.status_code == 201
    case = Case.objects.get()
    assert (case.kind, case.details, case.secrecy) == (open_kind.code, {"f1": "工地"}, "shielded")


@pytest.mark.parametrize(
    ("details", "field", "sentence"),
    [
        ({}, "details.f1", "请填写“声源”。"),
        ({"f1": "广场舞"}, "details.f1", "“声源”只能填这几样：工地、商铺。"),
        ({"f1": 3}, "details.f1", "“声源”只能填这几样：工地、商铺。"),
        ({"f1": "工地", "f3": 60}, "details.f3", "没有这一项，请核对名称。"),
    ],
)
def test_what_is_missing_wrong_or_misspelt_is_named_as_a_problem(
    hotline, said, open_kind, details, field, sentence
):
    answer = hotline.post(said | {"kind": open_kind.code, "details": details})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "sentence": sentence}]
    assert not Case.objects.exists()


def test_a_kind_not_open_to_other_systems_and_answers_nobody_asked_for_are_refused(hotline, said, admins):
    inside = published(*admins, clock.now())
    answer = hotline.post(said | {"kind": inside.code, "details": {"f1": "工地"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "kind_not_open")
    answer = hotline.post(said | {"details": {"f1": "工地"}})
    assert answer.json()["errors"] == [{"field": "details.f1", "sentence": "没有这一项，请核对名称。"}]
