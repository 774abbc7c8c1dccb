"""Whoever asks for English reads English: every word but names, and what people wrote."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from sanzhi.cases.flow import MATTER_1
from sanzhi.cases.rules import may_return
from sanzhi.people.models import Area
from sanzhi.people.roles import ROLES
from tests.county import County, at_the_desk

PLACES = ("桐乡市", "乌镇镇", "乌镇综合信息指挥室", "市社会治理中心")
HAN = re.compile(r"[\u3400-\u9fff]+")
NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<button[^>]* lang=\"zh-Hans\".*?</button>", re.DOTALL)


@pytest.fixture(autouse=True)
def back_to_chinese(settings):
    """Django leaves the last reader's language on the thread."""
    with override(settings.LANGUAGE_CODE):
        yield


def _han(page: str, *data: str) -> list[str]:
    """The Chinese left on a page, without the switch back and without `data`."""
    text = NOT_READ.sub("", page)
    for known in data:
        text = text.replace(known, "")
    return HAN.findall(text)


@pytest.mark.parametrize(
    ("address", "landmark"),
    [
        ("/", "Something wrong? Tell us"),
        ("/sign-in/", "Sign in with your mobile number"),
        ("/counters/", "Nearest counters"),
        ("/staff/login/", "Staff sign-in"),
    ],
)
def test_who_asks_for_english_reads_english(county: County, address: str, landmark: str) -> None:
    page = Client().get(address, headers={"Accept-Language": "en"})
    text = page.content.decode()
    assert page.status_code == 200
    assert 'lang="en"' in text and landmark in text
    names = sorted(Area.objects.values_list("name", flat=True), key=len, reverse=True)
    assert _han(text, *PLACES, *names) == []


@pytest.mark.parametrize(
    ("post", "address", "landmark"),
    [("supervisor", "/board/", "On-time conclusion rate"), ("dispatcher", "/desk/", "To do")],
)
def test_the_switch_holds_for_staff(county: County, post: str, address: str, landmark: str) -> None:
    client = at_the_desk(getattr(county, post))
    client.post("/i18n/setlang/", {"language": "en", "next": address})
    text = client.get(address).content.decode()
    assert 'lang="en"' in text and landmark in text


def test_a_case_tells_its_course_in_english(county: County, at_home: Client) -> None:
    case = county.filed()
    page = at_home.get(f"/c/{case.public_code}/", headers={"Accept-Language": "en"}).content.decode()
    assert "Request submitted" in page and "Now with: " in page


def test_states_steps_roles_and_refusals_are_said_in_the_reader_s_language() -> None:
    assert MATTER_1.states["assigned"].desk == "待签收"
    with override("en"):
        assert MATTER_1.states["assigned"].desk == "To sign for"
        assert MATTER_1.step("sign_for", "closed").sentence.startswith("The case stands at “Concluded”")
        assert ROLES["handler"].name == "Handler"
        assert (
            may_return(True).sentence
            == "The handling office was decided by ruling; it cannot be returned again."
        )
