"""What a browser sends to the faces, and what their answers and the database say was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from sanzhi.cases.models import Case
from sanzhi.cli.bench.cast import signed_in
from sanzhi.people.models import Account
from sanzhi.web.resident.views.filing import seal_of


@dataclass(frozen=True)
class Post:
    """一次递交: everything a form sends; `twice` says that an impatient thumb sends it again."""

    path: str
    fields: Mapping[str, str]
    cookies: Mapping[str, str]
    key: str
    twice: bool = False


def filing(resident: Account, draft: Mapping[str, object], *, key: str, twice: bool = False) -> Post:
    """The last press of the three steps of filing: the first two have left their words in the session."""
    cookies = signed_in(resident, filing=draft)
    hidden = {"once": key, "seen": seal_of(dict(draft))}
    fields = {**hidden, "csrfmiddlewaretoken": cookies[settings.CSRF_COOKIE_NAME]}
    return Post("/file/check", fields, cookies, key, twice)


def step(
    staff: Mapping[str, str], code: str, name: str, version: int, words: Mapping[str, str], *, key: str
) -> Post:
    """One step from the case page of somebody who saw the case at `version`."""
    hidden = {
        "version": str(version),
        "once": key,
        "csrfmiddlewaretoken": staff[settings.CSRF_COOKIE_NAME],
    }
    return Post(f"/desk/c/{code}/do/{name}", {**words, **hidden}, staff, key)


def code_in(location: str) -> str:
    """The public code in the address a filing was answered with: /c/CODE/filed."""
    parts = location.split("/")
    return parts[2] if len(parts) > 2 else ""


def filed_codes() -> Iterable[str]:
    return Case.objects.values_list("public_code", flat=True).iterator()
