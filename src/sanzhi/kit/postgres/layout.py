"""Where a cluster keeps its files, and how to reach it."""

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
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
        """Outside the data directory, or a base backup would carry the socket's lock file with it.

        A home too deep for a socket's path gets a directory of its own under /tmp instead.
        """
        near = self.home / "run"
        if len(os.fsencode(near / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
            return near
        return Path("/tmp") / f"sanzhi-{sha256(os.fsencode(self.home)).hexdigest()[:16]}"  # noqa: S108 - see make

    def make_socket_dir(self) -> Path:
        """Make it, ours alone; refuse one that somebody else put in its place."""
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        found = self.socket_dir.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.root.stat().st_uid):
            raise PostgresProblem(
                f"{self.socket_dir} belongs to somebody else; choose a shorter SANZHI_HOME."
            )
        return self.socket_dir

    @property
    def server_locks(self) -> tuple[Path, Path]:
        """What a running server holds: its pid file and its socket's lock."""
        return self.data / "postmaster.pid", self.socket_dir / f"{SOCKET_FILE}.lock"


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
