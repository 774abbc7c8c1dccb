"""Every variable an installation may set is explained, and nothing else is."""

import re

from tests.house.tree import ROOT, SOURCE

VARIABLE = r"(?:SANZHI|DATABASE)_[A-Z_]+"
READ = re.compile(rf"""(?:text|flag|number|choice|networks|environ\.get|getenv)\(\s*["']({VARIABLE})["']""")


def test_every_environment_variable_is_documented_and_every_documented_one_is_read() -> None:
    source = "".join(path.read_text() for path in SOURCE.rglob("*.py"))
    documented = re.findall(rf"^\| `({VARIABLE})`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    assert set(documented) == set(READ.findall(source))
