"""Where a cluster keeps its files, and how to reach it."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sanzhi.kit.postgres.keys import secret

SUPERUSER = "postgres"
PORT = 5432  # never opened on TCP: it only names the socket file
SOCKET_FILE = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 107  # bytes in sockaddr_un.sun_path on Linux, less the closing zero


class PostgresProblem(Exception):
    """The server cannot be had as asked; the message says what to do about it."""


@dataclass(frozen=True)
class Layout:
    """The files of the cluster kept under one home."""

    home: Path

    @property
    def root(self) -> Path:
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def lock(self) -> Path:
        return self.home / "postgres.lock"

    @property
    def socket_dir(self) -> Path:
        """Outside the data directory, or a base backup would carry the socket's lock file with it."""
        record = self.home / "socket-dir"
        return Path(record.read_text()) if record.exists() else self.home / "run"

    @property
    def server_locks(self) -> tuple[Path, Path]:
        """What a running server holds: its pid file and its socket's lock."""
        return self.data / "postmaster.pid", self.socket_dir / f"{SOCKET_FILE}.lock"

    def choose_socket_dir(self) -> Path:
        """Make the socket's private directory; a home too deep for a socket gets one elsewhere, on record."""
        record = self.home / "socket-dir"
        if record.exists() and not self.socket_dir.is_dir():
            record.unlink()  # /tmp and XDG_RUNTIME_DIR do not outlive a reboot
        if not record.exists() and len(os.fsencode(self.home / "run" / SOCKET_FILE)) > LONGEST_SOCKET_PATH:
            record.write_text(tempfile.mkdtemp(prefix="sanzhi-", dir=os.environ.get("XDG_RUNTIME_DIR")))
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        return self.socket_dir


@dataclass(frozen=True)
class Server:
    """A server that runs: what a client needs to reach it."""

    home: Path
    host: str
    port: int = PORT
    superuser: str = SUPERUSER

    def url(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """A libpq address for `user`, with the password that `home`/keys holds for them."""
        password = quote(secret(self.home, user), safe="")
        return f"postgresql://{user}:{password}@/{quote(database)}?host={quote(self.host, safe='')}&port={self.port}"
