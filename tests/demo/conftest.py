import pytest

from sanzhi.kit import crypto


@pytest.fixture
def home(settings, tmp_path):
    settings.SANZHI_HOME = tmp_path
    settings.SANZHI_DEMO = True
    crypto.ensure_keys(tmp_path)
