import json
from types import SimpleNamespace

import pytest
from django.test import Client

from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from tests.county import County


@pytest.fixture
def county(db) -> County:
    return County()


def admitted(*, areas=("330483100",), channels=("api",), per_minute=600, until=None) -> SimpleNamespace:
    """Another system, and how it speaks."""
    admission = Admission("市 12345 热线平台", channels, areas, per_minute, until)
    client, token = people.admit_client(admission, by=INSTALLER, at=clock.now())
    http = Client(headers={"Authorization": f"Bearer {token}"})

    def post(said: object, key: str = "a-key-of-the-hotline-1", **headers: str):
        body = said if isinstance(said, bytes | str) else json.dumps(said)
        headers = {"Idempotency-Key": key, **headers}
        return http.post("/api/v1/cases", body, content_type="application/json", headers=headers)

    return SimpleNamespace(row=client, token=token, http=http, post=post, get=http.get)


@pytest.fixture
def hotline(county) -> SimpleNamespace:
    return admitted()


@pytest.fixture
def said(county) -> dict:
    return {
        "title": "村口路灯不亮",
        "text": "村口的路灯坏了三天，晚上走路看不见。",
        "area": county.village.code,
        "category": "city.roads",
        "reporter": {"name": "沈来电", "phone": "13912345678"},
    }
