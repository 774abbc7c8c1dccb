"""A receiver on the other side: a real HTTPS server under a certificate authority made for the test."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sanzhi.cases import actions as cases
from sanzhi.exchange.webhooks import actions, sweeps
from sanzhi.exchange.webhooks.actions import Subscription
from sanzhi.exchange.webhooks.models import Receiver
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.actions import Admission
from sanzhi.people.models import Client
from sanzhi.people.roles import INSTALLER, Actor
from sanzhi.reactions.table import REACTIONS
from tests.county import MONDAY, County, a_member_of_staff

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]


@dataclass
class OtherSide:
    """对方: what arrived there, and what it answers."""

    url: str = ""
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answers: Callable[[BaseHTTPRequestHandler], None] | int = 204

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.got]

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _headers, body in self.got]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def make_certificates(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    """(authority, certificate with its key) as files; the authority is nobody's but the test's."""
    ours, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    now = datetime.now(UTC)
    made = []
    for subject, key, is_ca in ((_name("a test"), ours, True), (_name(host), theirs, False)):
        builder = (
            x509.CertificateBuilder(subject_name=subject, issuer_name=_name("a test"))
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        )
        made.append(builder.sign(ours, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private = theirs.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    authority, server = folder / f"ca-{host}.pem", folder / f"server-{host}.pem"
    authority.write_bytes(made[0])
    server.write_bytes(made[1] + private)
    return authority, server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        there: OtherSide = self.server.there
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        there.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        if callable(there.answers):
            there.answers(self)
            return
        self.send_response(there.answers)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up is meant to."""


def serve(folder: Path, host: str = "localhost") -> tuple[OtherSide, _Quiet, Path]:
    authority, certificate = make_certificates(folder, host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = _Quiet(("127.0.0.1", 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.there = there = OtherSide(url=f"https://localhost:{server.server_port}/in")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return there, server, authority


@pytest.fixture
def other_side(tmp_path, settings) -> Iterator[OtherSide]:
    there, server, authority = serve(tmp_path)
    settings.SANZHI_WEBHOOK_CA, settings.SANZHI_WEBHOOK_NETWORKS = str(authority), LOOPBACK
    yield there
    server.shutdown()
    server.server_close()


@dataclass
class Hotline:
    """热线: a client of the API, its receiver and its secret."""

    county: County
    client: Client
    keeper: Actor
    receiver: Receiver
    secret: str

    def filed(self, at: datetime = MONDAY, **changes: object):
        sent = cases.Sent(self.county.filing(**changes), cases.Caller("沈来电", "13912345678"), "api")
        return cases.file_from_client(sent, by=self.client, at=at)

    def wants(self, *happenings: str) -> None:
        Receiver.objects.filter(pk=self.receiver.pk).update(happenings=list(happenings))


def a_hotline(
    county: County, url: str, *happenings: str, keeper: Actor | None = None, client: Client | None = None
) -> Hotline:
    if client is None:
        admission = Admission("市 12345 热线平台", ["api"], ["330483"], 600)
        client, _token = people.admit_client(admission, by=INSTALLER, at=MONDAY)
    keeper = keeper or a_member_of_staff("安全员", "security_admin", county.centre)
    asked = Subscription(client.id, "热线的接收地址", url, happenings or ("case.register", "case.assign"))
    receiver, secret = actions.add_receiver(asked, by=keeper, at=MONDAY)
    return Hotline(county, client, keeper, receiver, secret)


def happen(at: datetime) -> None:
    """The reactions of everything recorded until `at`."""
    while delivery.deliver(REACTIONS, at=at):
        pass


def push(at: datetime) -> int:
    """A turn of the worker at this time."""
    with clock.simulated(at):
        return sweeps.send_due()


@pytest.fixture
def county(db) -> County:
    return County()


@pytest.fixture
def hotline(county, other_side) -> Hotline:
    return a_hotline(county, other_side.url)
