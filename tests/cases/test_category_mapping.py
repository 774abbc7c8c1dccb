"""An outside tree's labels fall to our categories by our own words."""

from datetime import date

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases.models import CategoryMapping

ON = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("城乡建设/市政/路灯管理", "city.roads"),
        ("环境保护/环境污染/噪音", "environment.noise"),
        ("劳动和社会保障/工资福利/拖欠农民工工资", "labour.wages"),
        ("教育文体/其他/其他", "education"),
        ("天外来客/无从说起", "other"),
    ],
)
def test_the_deepest_word_that_is_ours_decides(label: str, category: str):
    assert cases.map_categories("board", [label], on=ON) == {label: category}


def test_a_label_keeps_the_category_it_was_given():
    cases.map_categories("board", ["环境保护/环境污染/噪音"], on=ON)
    CategoryMapping.objects.update(category_id="city.roads")
    assert cases.map_categories("board", ["环境保护/环境污染/噪音"], on=ON) == {
        "环境保护/环境污染/噪音": "city.roads"
    }
    assert CategoryMapping.objects.count() == 1
