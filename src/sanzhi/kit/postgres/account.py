"""As whom the server runs: it refuses root, and a container often has nobody else."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanzhi.kit.postgres.layout import PostgresProblem

STAND_INS = ("nobody", "daemon")
SYSTEM_USERS = ("postgres", "daemon")


@dataclass(frozen=True)
class Account:
    """How to start a program so that it is not root: a prefix to the command, or another user."""

    prefix: tuple[str, ...] = ()
    user: str | None = None

    def run(self, command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
        """Run `command` in `folder`, in a session of its own: Ctrl-C in a terminal is not for the server."""
        return subprocess.run(
            [*self.prefix, *command],
            cwd=folder,
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )

    def own(self, path: Path) -> None:
        """Give one of our own files to the account; never a parent of them."""
        if self.user:
            shutil.chown(path, self.user)


def choose(root: Path, program: str) -> Account:
    """Nobody special; for root an unprivileged user namespace; where those are forbidden, a system user.

    A cluster belongs to whoever made it: `root`'s owner decides when it exists already.
    """
    if os.geteuid() != 0:
        return Account()
    owner = root.stat().st_uid if root.exists() else 0
    if owner == 0 and (account := _namespace(program)):
        return account
    return _system_user(program, owner)


def _namespace(program: str) -> Account | None:
    """Root outside, somebody inside: files stay root's own, no user is added, no mode is changed."""
    stand_in = _stand_in()
    if stand_in is None or not shutil.which("unshare"):
        return None
    uid, gid = stand_in.pw_uid, stand_in.pw_gid
    account = Account(prefix=("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}", "--"))
    return account if account.run([program, "--version"], Path("/")).returncode == 0 else None


def _stand_in() -> pwd.struct_passwd | None:
    """PostgreSQL looks its uid up in passwd, and a fresh container may have no ordinary user."""
    everybody = pwd.getpwall()
    ordinary = [entry for entry in everybody if entry.pw_uid == 1000]
    return next(iter(ordinary + [entry for entry in everybody if entry.pw_name in STAND_INS]), None)


def _system_user(program: str, owner: int) -> Account:
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    names = [name for name in SYSTEM_USERS if name in known and owner in (0, known[name])]
    for name in names:
        account = Account(user=name)
        try:
            if account.run([program, "--version"], Path("/")).returncode == 0:
                return account
        except PermissionError:
            continue
    raise PostgresProblem(
        "PostgreSQL refuses to run as root, user namespaces are forbidden here, and no system user "
        f"({', '.join(names) or 'none exists'}) can reach {program}. Run this as an ordinary user; or run "
        "`apt-get install postgresql` and set SANZHI_PG_BIN to its bin directory and SANZHI_HOME to a directory "
        "that user can reach, such as /var/lib/sanzhi; or use your own server through DATABASE_URL."
    )
