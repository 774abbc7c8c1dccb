"""环境变量: what differs between installations, read strictly; a wrong value stops the start and says what to write."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """The variable, trimmed; `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of `allowed`; ImproperlyConfigured names them otherwise."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r}: choose one of {', '.join(allowed)}.")
    return value


def flag(name: str, default: str = "no") -> bool:
    """yes or no."""
    return choice(name, default, ("yes", "no")) == "yes"


def number(name: str, default: int) -> int:
    """A whole number from 0 up."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: give a whole number, such as {default}.")
    return int(value)


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks in CIDR notation, separated by commas; none when it is unset."""
    try:
        return [ip_network(one.strip()) for one in text(name, "").split(",") if one.strip()]
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"{name}: {problem}. Write networks like 10.20.0.0/16,192.168.5.0/24."
        ) from None


def own_server(url: str) -> dict[str, Any]:
    """The address of a server the county runs itself, as Django wants it."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL: write postgresql://user:password@host:5432/database")
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": parts.port or options.pop("port", ""),
        "OPTIONS": options,
    }
