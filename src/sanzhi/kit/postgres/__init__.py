"""PostgreSQL from a wheel, started and stopped by us: a private socket, passwords, checksums, no TCP.

server = ensure_running(home)      start it unless it runs; make the cluster the first time
status(home)                       Status(running, …) without touching anything
stop(home)                         end it and wait
"""

from sanzhi.kit.postgres.keys import secret
from sanzhi.kit.postgres.layout import PORT, Layout, PostgresProblem, Server
from sanzhi.kit.postgres.server import Status, ensure_running, status, stop

__all__ = [
    "PORT",
    "Layout",
    "PostgresProblem",
    "Server",
    "Status",
    "ensure_running",
    "secret",
    "status",
    "stop",
]
