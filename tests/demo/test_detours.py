"""What happens beside the usual way to an invented matter, drawn and then done by the product's own verbs."""

from datetime import datetime, timedelta

from sanzhi.cases import actions, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.models import Case
from sanzhi.cases.rules import Filing
from sanzhi.demo import county, seed
from sanzhi.demo.detours import WindingLife
from sanzhi.kit.calendar import COUNTY
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.roles import THE_CLOCK

AT = datetime(2026, 11, 16, 9, 0, tzinfo=COUNTY)
HOUR = timedelta(hours=1)


def declined(place: county.County) -> Case:
    one = people.register_resident(name="沈小满", phone="19900000001", by=THE_CLOCK, at=AT)
    filing = Filing("判决以后对方不还钱", "法院判了半年，对方一直不还。", place.villages[0], "legal.judicial")
    origin = Origin(one.id, "web", None, f"{seed.PREFIX}000001.0")
    case = actions.register(filing, origin, by=queries.resident_actor(one), at=AT)
    by = place.one_of(case.holder_id, "county_dispatcher", "town_dispatcher")
    return actions.not_accept(case.id, reason="已经判决", route="请向人民法院申请执行。", by=by, at=AT + HOUR)


def test_some_object_to_being_declined_and_the_centre_looks_again_once(db, home):
    place = county.found()
    case = declined(place)
    lives = [WindingLife(place, seed.Invented(number), number) for number in range(20)]
    objecting = [event for life in lives if (event := life.after(case, AT + HOUR))]
    assert 0 < len(objecting) < 20
    assert objecting[0].do(objecting[0].at), "its life goes on"
    case.refresh_from_db()
    assert (case.state, case.holder_id, case.reopens) == ("registered", place.centre, 1)
    assert [line for check in verify.CHECKS.values() for line in check().violations] == []
