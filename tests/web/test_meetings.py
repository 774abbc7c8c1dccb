"""开会的规矩, on a page that anybody opens."""

import pytest
from django.test import Client

from sanzhi.deliberation.packs import PACKS
from tests.web.desk.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def served(settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]


def test_anybody_reads_what_every_body_needs_with_its_article():
    page = text(Client().get("/meetings/rules"))
    for pack in PACKS.values():
        assert str(pack.name) in page
        assert str(pack.majority_basis) in page
    for words in ("10 日", "十八周岁以上村民的过半数，或者户的代表的三分之二以上", "业主人数的三分之二以上，并且专有部分面积的三分之二以上",
                  "全体的三分之二以上", "参与表决的人数和面积都四分之三以上", "议出来的是意见", "本平台约定"):  # fmt: skip
        assert words in page, words
