from pathlib import Path

import pytest

DROP = "sanzhi.people.gateways.FileDrop"  # the gateway that writes texts to a folder


@pytest.fixture
def spool(settings, tmp_path) -> Path:
    settings.SANZHI_TEXT_GATEWAY, settings.SANZHI_TEXT_SPOOL = DROP, str(tmp_path)
    return tmp_path
