"""布置: what the desks of the invented county have laid out for their day: texts, filters, a roster."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from sanzhi.cases import actions
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.roles import Actor

from .county import County

PHRASES = (
    ("reply", "需要现场核实", "您反映的问题已记录，我们会在两个工作日内到现场核实，并把结果告诉您。"),
    ("reply", "已列入维修计划", "您反映的问题已列入本月维修计划，完工后会通知您。"),
    ("return", "不属于本单位职责", "经核对权责清单，这件事不属于本单位职责，建议由所列单位办理。"),
    ("report", "已到现场处理", "我单位已派人到现场处理，处理前后的照片附后。"),
)
FILTERS = (("红牌", "card=red"), ("待核验", "state=reported"))
DAYS = 10


def furnish(county: County, *, at: datetime) -> None:
    """Once, when the county is filled."""
    centre = county.one_of(county.centre, "county_dispatcher")
    for use, title, text in PHRASES:
        actions.write_phrase(use=use, title=title, text=text, county=True, by=centre, at=at)
    for name, asked in FILTERS:
        actions.save_filter(name=name, asked=asked, shared=True, by=centre, at=at)
    _roster(centre, at)


def _roster(by: Actor, at: datetime) -> None:
    """The days to come at the county's desk."""
    today = localtime(at).date()
    people_here = sorted(queries.people_at(by.office_id or 0, ("county_dispatcher", "caller"), at))
    turns = [
        people.Turn(today + timedelta(days=day), half, people_here[(day + n) % len(people_here)], None)
        for day in range(DAYS)
        for n, half in enumerate(("am", "pm"))
    ]
    people.fill_roster(turns, by=by, at=at)
