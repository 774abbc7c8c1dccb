"""Sign-in by phone and one-time code, and the limits that every process shares.

The limits are ours (本平台约定): a code lives 5 minutes and 5 tries; a phone is sent at most 5 codes an hour.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from sanzhi.kit import codes, crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries, senders
from sanzhi.people.models import Account, Attempt, Person, SignInCode
from sanzhi.people.roles import THE_CLOCK

from .accounts import NAMELESS, open_resident_account, register_resident

CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
HOUR = timedelta(hours=1)


def count_attempt(bucket: str, *, most: int, within: timedelta, at: datetime) -> None:
    """限频: count one attempt in its fixed window; the one beyond `most` is refused and told when to come back."""
    since = window_of(within, at)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_attempt (bucket, since, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (bucket, since) DO UPDATE SET count = people_attempt.count + 1 RETURNING count",
            [bucket[:120], since],
        )
        (count,) = cursor.fetchone()
    refuse_beyond(count, most, until=since + within, at=at)


def window_of(within: timedelta, at: datetime) -> datetime:
    """When the fixed window that holds `at` began."""
    seconds = int(within.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=at.tzinfo)


def refuse_beyond(count: int, most: int, *, until: datetime, at: datetime) -> None:
    if count > most:
        minutes = max(1, round((until - at).total_seconds() / 60))
        raise Refusal("too_often", _("操作太频繁，请 %(minutes)d 分钟后再试。") % {"minutes": minutes})


def refuse_when_spent(limits: Mapping[str, int], *, within: timedelta, at: datetime) -> None:
    """Refuse when any bucket has had as many attempts as it may have, without counting one; one query for all."""
    since = window_of(within, at)
    counted = Attempt.objects.filter(bucket__in=[bucket[:120] for bucket in limits], since=since)
    found = dict(counted.values_list("bucket", "count"))
    for bucket, most in limits.items():
        refuse_beyond(found.get(bucket[:120], 0) + 1, most, until=since + within, at=at)


def _digest(phone: str, code: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"{phone}:{code}".encode(), sha256).digest()


def send_code(phone: str, *, address: str, at: datetime) -> str:
    """Send a fresh six-digit code. Returns what the sender lets the page show. Raises Refusal."""
    phone = codes.clean_phone(phone)
    codes.check_mobile(phone).or_refuse()
    count_attempt(f"code:address:{address}", most=30, within=HOUR, at=at)
    index = crypto.blind_index(phone, column="people_signincode.phone")
    count_attempt(f"code:phone:{index.hex()[:40]}", most=5, within=HOUR, at=at)
    code = f"{secrets.randbelow(1_000_000):06d}"
    try:
        shown = senders.sender().send(phone, code)
    except ConnectionError as error:
        raise Refusal("sender_down", _("验证码暂时发不出去，请稍后再试，或到就近窗口办理。")) from error
    SignInCode.objects.create(
        phone_index=index, digest=_digest(phone, code), sent_at=at, expires_at=at + CODE_LIFE
    )
    return shown


def check_code(phone: str, code: str, *, name: str = "", address: str, at: datetime) -> Account:
    """Check the code and return the account, made now if the phone is new. Raises Refusal.

    A wrong try is counted in its own transaction, so that a refusal cannot roll the count back.
    """
    phone = codes.clean_phone(phone)
    codes.check_mobile(phone).or_refuse()
    count_attempt(f"signin:address:{address}", most=60, within=HOUR, at=at)
    _spend_code(phone, code, at)
    with walls.the_house():  # whoever brings the code is not known to the walls yet
        account = queries.account_for_phone(phone)
        if account:
            return account
        try:
            with transaction.atomic():
                person = register_resident(name=name or NAMELESS[0], phone=phone, by=THE_CLOCK, at=at)
        except IntegrityError:  # the same phone, registered by another request a moment ago
            person = queries.person_by_phone(phone)
            if person is None:
                raise
        account = open_resident_account(person, at=at)
        if not account.is_active:
            raise Refusal("account_closed", _("这个账号已停用，请到就近窗口咨询。"))
        return account


def confirm_code(person: Person, code: str, *, address: str, at: datetime) -> None:
    """本人确认: the code just sent to the own phone of somebody already signed in. Raises Refusal; a wrong try counts
    where the caller lets it stand."""
    count_attempt(f"signin:address:{address}", most=60, within=HOUR, at=at)
    _spend_code(queries.phone_of(person), code, at)


def _spend_code(phone: str, code: str, at: datetime) -> None:
    index = crypto.blind_index(phone, column="people_signincode.phone")
    latest = SignInCode.objects.filter(phone_index=index, used_at=None).order_by("-id").first()
    if latest is None or latest.expires_at <= at:
        raise Refusal("code_expired", _("验证码已过期，请重新获取。"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_signincode SET tries = tries + 1 WHERE id = %s AND tries < %s AND used_at IS NULL "
            "RETURNING digest",
            [latest.id, CODE_TRIES],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refusal("code_spent", _("验证码试错次数过多，请重新获取。"))
    if not hmac.compare_digest(bytes(row[0]), _digest(phone, code)):
        raise Refusal("code_wrong", _("验证码不对，请核对后再输。"))
    if not SignInCode.objects.filter(pk=latest.id, used_at=None).update(used_at=at):
        raise Refusal("code_spent", _("验证码已使用，请重新获取。"))


def sweep_sign_in(*, at: datetime) -> int:
    """Forget codes and counters that no longer decide anything (kept one day)."""
    old = at - timedelta(days=1)
    codes_gone, _kinds = SignInCode.objects.filter(sent_at__lt=old).delete()
    counters_gone, _kinds = Attempt.objects.filter(since__lt=old).delete()
    return codes_gone + counters_gone
