"""Who signs in."""

from datetime import datetime
from functools import cache

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet

from sanzhi.kit import codes, crypto, walls
from sanzhi.people.models import Account, Appointment, Person, WorkPhone

from .days import in_force


@cache
def _account_columns() -> tuple[str, list[str], list[str]]:
    """(SELECT of an account beside its person, the account's field names, the person's)."""
    account, person = (
        [field.attname for field in model._meta.concrete_fields] for model in (Account, Person)
    )
    columns = [f"(account).{name}" for name in account] + [f"(person).{name}" for name in person]
    return f"SELECT clock_timestamp(), {', '.join(columns)} FROM people_signed_in(%s)", account, person  # noqa: S608 - our own names


def account(account_id: int) -> Account | None:
    """An account with its person, before it is known what they may see. Every request of someone signed in asks for one, so it is asked without the ORM.

    `.read_at` is the database's time of the reading.
    """
    select, of_account, of_person = _account_columns()
    with connection.cursor() as cursor:
        cursor.execute(select, [account_id])
        row = cursor.fetchone()
    if row is None:
        return None
    read_at, row = row[0], row[1:]
    found = Account.from_db("default", of_account, row[: len(of_account)])
    found.person = Person.from_db("default", of_person, row[len(of_account) :])
    found.read_at = read_at
    return found


def account_for_phone(phone: str) -> Account | None:
    indexes = crypto.blind_indexes(codes.clean_phone(phone), column="people_person.phone")
    return (
        Account.objects.filter(
            person__phone_index__in=indexes, is_active=True, person__erased_at__isnull=True
        )
        .select_related("person")
        .first()
    )


def _with_posts(accounts: QuerySet[Account], at: datetime) -> list[Account]:
    """Accounts, each with `.person.posts`: what the person holds on the day of `at`."""
    posts = (
        Appointment.objects.filter(in_force(at.date()))
        .select_related("office", "grid")
        .order_by("valid_from", "id")
    )
    held = Prefetch("person__appointments", queryset=posts, to_attr="posts")
    return list(accounts.select_related("person").prefetch_related(held))


def staff_accounts(at: datetime, *, words: str = "", after: str = "", limit: int = 50) -> list[Account]:
    """Accounts that sign in by password, by user name; `after` is the last one of the page before."""
    accounts = Account.objects.exclude(password="!").order_by("username")  # noqa: S106 - the mark of having none
    if words:
        accounts = accounts.filter(Q(username__icontains=words) | Q(person__name__icontains=words))
    return _with_posts(accounts.filter(username__gt=after)[:limit], at)


def staff_account(person_id: int) -> Account | None:
    return Account.objects.exclude(password="!").select_related("person").filter(person_id=person_id).first()  # noqa: S106


DEMONSTRATION = "demo-"  # what the user names of a demonstration's staff start with


def demonstration_accounts(at: datetime) -> list[Account]:
    """One of a demonstration's invented staff for each role: whom its visitor may be."""
    invented = Account.objects.filter(username__startswith=DEMONSTRATION, is_active=True)
    posts = Appointment.objects.filter(valid_to=None, person__account__in=invented)
    first = posts.order_by("role", "id").distinct("role").values("person_id")
    return _with_posts(Account.objects.filter(person_id__in=first).order_by("id"), at)


def count_accounts() -> dict[str, int]:
    """How many accounts there are, and how many of them staff hold."""
    staff = Q(is_active=True) & ~Q(password="!")  # noqa: S106 - the mark of having none
    return Account.objects.aggregate(all=Count("id"), staff=Count("id", filter=staff))


WORK_PHONE = "people_workphone.phone"


def work_phone_of(person_id: int) -> str:
    """工作电话 of somebody whose account is open, in clear: for the gateway, and masked for whoever keeps accounts."""
    with walls.the_house():
        row = WorkPhone.objects.filter(person_id=person_id, person__account__is_active=True).first()
    if row is None:
        return ""
    return crypto.decrypt(bytes(row.phone), table="people_workphone", column="phone", row=person_id)
