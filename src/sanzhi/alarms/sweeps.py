"""What the clock makes due of alarms. May run twice, or in two workers at once, and does each thing once."""

from datetime import datetime

from django.db import connection, transaction

from sanzhi.kit import crypto

from . import actions, queries, rules
from .models import Alarm, AlarmParty

BATCH = 1_000
GONE = "（已清除）"


def propose(*, at: datetime) -> int:
    """研判: nails, nails that came back, early signs. Returns how many were proposed."""
    return len(actions.propose(at=at))


def forget_alarms(*, at: datetime) -> int:
    """保存期满: where it was, what was said and who had to do with it are gone from the alarm and every version of it; that there
    was one, of which kind, when and in which town, stays for the counts. What a nail that is still in rests on stays with it.
    Returns how many."""
    done = 0
    while due := queries.to_forget(at, rules.KEPT_YEARS, BATCH):
        done += _forget(due, at)
    return done


@transaction.atomic
def _forget(due: list[int], at: datetime) -> int:
    held = Alarm.objects.filter(pk__in=due, erased_at=None).select_for_update()
    numbers = list(held.order_by("pk").values_list("pk", flat=True))
    AlarmParty.objects.filter(alarm__in=numbers).delete()
    for town, these in queries.by_town(numbers).items():
        Alarm.objects.filter(pk__in=these).update(
            erased_at=at, area_id=town, place=GONE, place_key="", latitude=None, longitude=None, sub_category="", brief="",
            handled_by="", result="", transferred_to="",
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT alarms_forget_versions(%s)", [numbers])
    return len(numbers)


def rotate_parties(*, at: datetime) -> int:
    """换密钥: what is sealed under an older key is sealed under the newest. The keyed hash stays as it is while its row does, so
    that “the same as there” goes on holding (`actions.add_party`). Returns how many."""
    done = 0
    for number in queries.parties_to_reseal():
        with transaction.atomic():
            one = AlarmParty.objects.select_for_update().filter(pk=number).first()
            if one is None or not one.sealed or not crypto.needs_rotation(bytes(one.sealed)):
                continue
            one.sealed = crypto.rotate(
                bytes(one.sealed), table="alarms_alarmparty", column="sealed", row=one.pk
            )
            one.save(update_fields=["sealed"])
            done += 1
    return done
