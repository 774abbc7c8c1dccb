"""Hours of a place beside its residents: what leaders confirmed, of its own organisations, in whole hours."""

from sanzhi.people.models import Person
from sanzhi.volunteering import actions, queries
from tests.volunteering.team import DAY, MINUTE, MONDAY, SATURDAY, Team


def test_hours_count_once_confirmed_and_in_the_span_of_their_shift(village: Team):
    one = village.served()
    spans = (MONDAY, MONDAY + 30 * DAY)
    living = Person.objects.filter(household__area=village.code).count()
    assert queries.hours_by_place(*spans, 12)[village.code] == (0, living)
    actions.confirm(one.pk, minutes=110, said="都修好了", by=village.clerk, at=SATURDAY + 200 * MINUTE)
    assert queries.hours_by_place(*spans, 12)[village.code] == (1, living)
    assert queries.hours_by_place(*spans, 9)[village.code[:9]][0] == 1
    assert queries.hours_by_place(MONDAY - 9 * DAY, MONDAY, 12)[village.code] == (0, living)


def test_hours_are_counted_also_where_nobody_is_registered(village: Team):
    """A share of residents has no place there; what was done does."""
    one = village.served()
    actions.confirm(one.pk, minutes=110, said="都修好了", by=village.clerk, at=SATURDAY + 200 * MINUTE)
    Person.objects.filter(household__area=village.code).update(household=None)
    spans = (MONDAY, MONDAY + 30 * DAY, 12)
    assert village.code not in queries.hours_by_place(*spans)
    assert queries.confirmed_by_place(*spans) == {village.code: 1}
