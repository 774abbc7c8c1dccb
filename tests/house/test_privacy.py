"""The repository names no machine, and no secret."""

import re
import subprocess

from tests.house.tree import ROOT

MACHINE = re.compile(r"(?<![\w.])/(root|home|Users)/\w+|(?<!\w)/wor" + r"k/")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|(?i:password|secret|token)\s*=\s*[\"'][A-Za-z0-9+/_-]{20,}"
)


def test_no_tracked_file_names_a_machine_path_or_holds_a_secret() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in filter(None, tracked.stdout.split("\0")):
        try:
            text = (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if name != "uv.lock" and (hit := MACHINE.search(text) or SECRET.search(text)):
            found.append(f"{name}: {hit[0]}")
    assert found == []
