"""积分 of the demonstration county: every village that has a panel keeps points, by its own rules, and its shop sells."""

import pytest
from django.conf import settings as configured

from sanzhi.demo import county, names, praising, scoring, shopping, sorting, vouching
from sanzhi.demo.draws import lot
from sanzhi.exchange.models import Statement
from sanzhi.honours import verify as honours
from sanzhi.honours.models import Deed, Exposure, Nomination
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.roles import THE_CLOCK
from sanzhi.points import verify
from sanzhi.points.models import Claim, Standard
from sanzhi.rewards.models import Voucher
from sanzhi.waste import sweeps
from sanzhi.waste.models import Appeal, Conflict, Visit
from sanzhi.waste.verify import check_waste
from tests.demo.test_county import UNTIL


def somebody(number: int):
    person = people.register_resident(
        name=names.person(lot(1, "scoring", number)), phone=f"1982000{number:04}", by=THE_CLOCK, at=UNTIL
    )
    return queries.resident_actor(person)


@pytest.mark.slow
def test_every_village_keeps_points_by_its_own_rules(db, home):
    assert configured.SANZHI_DEMO
    place = county.found()
    residents = [somebody(number) for number in range(60)]
    kept = scoring.score(place, residents, until=UNTIL, seed=20260302)
    officer = next(one for (role, _office), one in place.staff.items() if role == "bank_officer")
    for village in kept:
        shopping.open_shop(village, place.staff["merchant", village.clerk.office_id], at=UNTIL)
        sorting.sort_waste(place, village, until=UNTIL, seed=20260302)
        vouching.vouch(village, officer, at=UNTIL)
    assert Statement.objects.count() == len(kept)
    praising.praise(place, kept, until=UNTIL, seed=20260302)
    assert len(kept) == Standard.objects.filter(state="effective", area__level="village").count() == 11
    assert {"submitted", "verified", "publicised", "confirmed"} <= set(
        Claim.objects.values_list("state", flat=True)
    )
    assert Voucher.objects.filter(state="redeemed").exists()
    assert verify.check_never().violations == []
    assert honours.check_honours().violations == []
    assert (
        Nomination.objects.filter(state="awarded").count()
        == Deed.objects.exclude(published_at=None).count()
        == 11
    )
    assert Exposure.objects.exclude(second_at=None).count() == 1
    assert Conflict.objects.filter(decided_at=None).count() == Visit.objects.count() == 11
    assert Appeal.objects.filter(decided_at__isnull=False).exists()
    assert Claim.objects.filter(source="waste", state__in=("publicised", "confirmed")).exists()
    sweeps.drop_old_photos(at=clock.now())  # this county lives in the past
    assert check_waste().violations == []
