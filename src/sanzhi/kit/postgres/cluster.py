"""Make a cluster once, and write its settings at every start."""

import shutil
from pathlib import Path

from sanzhi.kit.postgres.account import Account
from sanzhi.kit.postgres.binaries import Binaries
from sanzhi.kit.postgres.keys import secret
from sanzhi.kit.postgres.layout import SUPERUSER, Layout, PostgresProblem

CONF = """\
# Written by sanzhi at every start; put your own settings in postgresql.conf below the include.
listen_addresses = ''                # a private socket only
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
wal_compression = on
random_page_cost = 1.1
jit = off                            # our queries are short; compiling them costs more than it saves
log_error_verbosity = terse          # DETAIL lines and statements hold people's data
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""
HBA = "# Passwords even for ourselves: whoever may open the socket is not thereby the superuser.\nlocal all all scram-sha-256\n"


def make(layout: Layout, binaries: Binaries, account: Account, *, durable: bool) -> None:
    """initdb into a draft, then rename: a cluster that exists is a cluster that was finished."""
    draft = layout.root / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    layout.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    account.own(layout.root)
    password = layout.root / "password"
    password.touch(mode=0o600)
    password.write_text(secret(layout.home, SUPERUSER))
    account.own(password)
    locale = (
        ["--locale=C.UTF-8"] if binaries.major < 17 else ["--locale-provider=builtin", "--locale=C.UTF-8"]
    )
    command = [binaries["initdb"], "-D", str(draft), "-E", "UTF8", *locale, "-k", "-U", SUPERUSER]
    command += ["--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions"]
    made = account.run(command if durable else [*command, "--no-sync"], layout.root)
    password.unlink()
    if made.returncode != 0:
        raise PostgresProblem(f"initdb could not make the cluster in {draft}: {made.stderr.strip()}")
    with (draft / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude 'sanzhi.conf'\n")
    (draft / "pg_hba.conf").write_text(HBA)
    draft.rename(layout.data)


def write_conf(layout: Layout, account: Account, socket_dir: Path, *, durable: bool) -> None:
    """The settings we answer for; `durable=False` is for clusters that may be lost, such as a test's."""
    conf = layout.data / "sanzhi.conf"
    quoted = str(socket_dir).replace("'", "''")
    conf.write_text(CONF.format(socket_dir=quoted, durable="on" if durable else "off"))
    account.own(conf)
    account.own(socket_dir)
