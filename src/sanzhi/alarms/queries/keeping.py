"""保存期限: which alarms have been kept long enough. They act for nobody and show nothing."""

from collections import defaultdict
from datetime import datetime

from django.db.models import BinaryField, Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils.timezone import localdate

from sanzhi.alarms.models import Alarm, AlarmParty, Nail
from sanzhi.cases.retention import ended_before
from sanzhi.kit import crypto
from sanzhi.kit.calendar import COUNTY


def to_forget(at: datetime, years: int, most: int) -> list[int]:
    """Alarms reported longer ago than that, that no standing nail rests on."""
    first = ended_before(localdate(at), years)
    before = datetime(first.year, first.month, first.day, tzinfo=COUNTY)
    parties = AlarmParty.objects.filter(alarm=OuterRef(OuterRef("pk"))).values("key")
    standing = Nail.objects.filter(removed_at=None, cause=OuterRef("cause"))
    rests = standing.filter(
        Q(sort="place", place_key=OuterRef("place_key")) | Q(sort="parties", party_key__in=parties)
    )
    rows = Alarm.objects.filter(erased_at=None, reported_at__lt=before).exclude(Exists(rests))
    return list(rows.order_by("reported_at").values_list("pk", flat=True)[:most])


def by_town(alarms: list[int]) -> dict[str, list[int]]:
    """{code of the town: alarms}."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, area in Alarm.objects.filter(pk__in=alarms).values_list("pk", "area_id"):
        found[area[:9] + "000"].append(number)
    return found


def parties_to_reseal() -> list[int]:
    """Those sealed under an older key than the newest; the first bytes of a token say under which."""
    rows = AlarmParty.objects.annotate(head=Substr("sealed", 1, crypto.HEADER, output_field=BinaryField()))
    return list(
        rows.exclude(sealed=b"")
        .exclude(head=crypto.newest_header())
        .order_by("pk")
        .values_list("pk", flat=True)
    )
