"""短信留言: what residents wrote to the county's number today: one is answered, the others wait for the desk."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import Written
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER

from .county import County

NEW = (
    ("sms", "我是村里的，河边护栏断了一截，小孩常在那里玩，麻烦来看看。"),
    ("chat", "你好，请问新生儿医保去哪里办，要带什么材料？"),
    ("sms", "小区门口晚上总有大车停着，出来看不见路，希望管一管。"),
)


def write(county: County, phones: Mapping[int, str], prefix: str, *, at: datetime) -> None:
    """`phones`: {person: number} of who lives in the county. The first asks after an own matter and is told; the desk has
    not read the others yet."""
    admission = Admission("演示短信网关", ("message",), (people_queries.county().code[:6],), 600)
    gateway, _token = people.admit_client(admission, by=INSTALLER, at=at - timedelta(days=30))
    asking = next((case for case in queries.cases_from(prefix) if case.closed_at is None), None)
    if asking:
        words = Written("sms", phones[asking.reporter_id], "请问我反映的事办到哪一步了？")
        row = actions.receive(words, by=gateway, at=at - timedelta(hours=3))
        desk, now = county.one_of(county.centre, "county_dispatcher"), at - timedelta(hours=2)
        if row:
            call = actions.take_incoming(row.id, purpose="短信留言", by=desk, at=now)
            actions.tell_progress(call.id, asking.public_code, by=desk, at=now)
    for (way, text), phone in zip(NEW, phones.values(), strict=False):
        actions.receive(Written(way, phone, text), by=gateway, at=at - timedelta(hours=1))
