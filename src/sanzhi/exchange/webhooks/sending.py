"""送出: one POST over TLS to an address that was looked up once and judged; nothing here touches the database.

The name is resolved, every address it gives must be one we may reach, and the connection goes to that very address,
so that a name that answers differently the second time leads nowhere. No redirect is followed, no proxy is asked,
no more than a kilobyte of the answer is read, and after `SECONDS` the socket is shut whatever has come.
"""

import socket
import ssl
import threading
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException, HTTPSConnection
from uuid import UUID

from django.conf import settings

from . import rules
from .rules import Address

SECONDS = 5  # for the whole of one try
CONNECT_SECONDS = 3  # for one address
MOST_ADDRESSES = 3
MOST_BYTES = 1024


class NotReached(Exception):
    """没有连接: why not, as a code of `rules.REASONS`."""


@dataclass(frozen=True)
class Letter:
    """待寄: one try of one delivery, with all that it takes to send it."""

    delivery_id: int
    receiver_id: int
    tries: int
    key: UUID
    url: str = field(repr=False)
    body: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """结果: the status of the answer, or the code of the reason why there was none. Sent when it is 2xx."""

    status: int | None = None
    reason: str = ""

    @property
    def sent(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def look_up(address: Address) -> list[str]:
    """The IP addresses of a host. NotReached when there is none, or when any of them is not for us to reach."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached("not_found") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses:
        raise NotReached("not_found")
    if not all(rules.may_reach(one, settings.SANZHI_WEBHOOK_NETWORKS) for one in addresses):
        raise NotReached("address_refused")
    return addresses[:MOST_ADDRESSES]


def send(letter: Letter, at: datetime) -> Outcome:
    """Send it once. Never raises for what the other side does."""
    address = rules.address_of(letter.url)
    if address is None or not letter.secrets:
        return Outcome(reason="no_secret" if address else "not_found")
    try:
        there = look_up(address)
    except NotReached as problem:
        return Outcome(reason=str(problem))
    try:
        return _posted(_Connection(address, there), letter, at)
    except OSError:  # the file of SANZHI_WEBHOOK_CA is gone, or no certificate
        return Outcome(reason="certificate")


def _posted(connection: "_Connection", letter: Letter, at: datetime) -> Outcome:
    headers = rules.headers_of(f"msg_{letter.key.hex}", letter.body, letter.secrets, at)
    headers |= {"Content-Type": "application/json; charset=utf-8", "User-Agent": "sanzhi-webhooks/1"}
    too_long = threading.Timer(SECONDS, connection.cut)
    too_long.start()
    try:
        connection.request("POST", connection.path, letter.body.encode(), headers)
        answer = connection.getresponse()
        answer.read(MOST_BYTES)
    except (OSError, HTTPException, ValueError) as problem:
        return Outcome(reason="timeout" if connection.was_cut else _reason(problem))
    finally:
        too_long.cancel()
        connection.close()
    if connection.was_cut:  # what came of the headers before that is not an answer
        return Outcome(reason="timeout")
    if 200 <= answer.status < 300:
        return Outcome(answer.status)
    return Outcome(answer.status, "redirect" if 300 <= answer.status < 400 else "status")


def _reason(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(problem, TimeoutError):
        return "timeout"
    return "refused" if isinstance(problem, ConnectionRefusedError) else "connection"


class _Connection(HTTPSConnection):
    """To addresses already looked up; the certificate must still be that of the name."""

    def __init__(self, address: Address, there: list[str]) -> None:
        self.trust = ssl.create_default_context()
        if settings.SANZHI_WEBHOOK_CA:
            self.trust.load_verify_locations(settings.SANZHI_WEBHOOK_CA)
        super().__init__(address.host, address.port, timeout=CONNECT_SECONDS, context=self.trust)
        self.there, self.path, self.was_cut = there, address.path, False

    def connect(self) -> None:
        plain = self._any_of_them()
        plain.settimeout(SECONDS)
        self.sock = self.trust.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def _any_of_them(self) -> socket.socket:
        for number, one in enumerate(self.there, start=1):
            try:
                return socket.create_connection((one, self.port), CONNECT_SECONDS)
            except OSError:
                if number == len(self.there) or self.was_cut:
                    raise
        raise ConnectionRefusedError

    def cut(self) -> None:
        """From another thread: whatever waits for this socket hears that it has ended."""
        self.was_cut = True
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return  # it had ended by itself
