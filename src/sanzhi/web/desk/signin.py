"""工作人员登录: what we ask of allauth, and, in a demonstration only, who one may sign in as."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import HttpRequest

from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.people.roles import ROLES

PERIOD = 30  # seconds a code is shown for, by RFC 6238


class Backend(AuthenticationBackend):
    """认证: allauth's own; only the reading of who is signed in is ours."""

    def get_user(self, user_id: int) -> Any:
        account = people.account(user_id)
        return account if account and self.user_can_authenticate(account) else None


class StaffAdapter(DefaultAccountAdapter):
    """登录适配: accounts are opened by the security administrator, never by their holder."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """A request without an address (over a socket) shares one counter instead of being turned away."""
        return request.META.get("REMOTE_ADDR") and super().get_client_ip(request) or "local"


@dataclass(frozen=True)
class DemoPerson:
    """示范人员: who one may be in a demonstration, and the code their telephone would show now."""

    name: str
    username: str
    post: str
    code: str


def demonstration(request: HttpRequest) -> dict[str, Any]:
    """For the sign-in page, in a demonstration; an empty dict everywhere else."""
    if not settings.SANZHI_DEMO or request.path != settings.LOGIN_URL:
        return {}
    accounts = people.demonstration_accounts(clock.now())
    found = Authenticator.objects.filter(
        user__in=[account.pk for account in accounts], type=Authenticator.Type.TOTP
    )
    secrets = {one.user_id: mfa_adapter().decrypt(one.data["secret"]) for one in found}
    staff = [
        DemoPerson(
            account.person.name,
            account.username,
            "、".join(f"{post.office.name} {ROLES[post.role].name}" for post in account.person.posts),
            _code_now(secrets.get(account.pk)),
        )
        for account in accounts
    ]
    return {"demo_staff": staff, "demo_password": settings.SANZHI_DEMO_PASSWORD}


def _code_now(secret: str | None) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)) if secret else ""
