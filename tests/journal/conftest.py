import os
from collections.abc import Iterator

import psycopg
import pytest

from sanzhi.kit import crypto, postgres


@pytest.fixture
def superuser(committed_db, server: postgres.Server) -> Iterator[psycopg.Connection]:
    """Whoever administers the database: no trigger, no foreign key and no privilege stands in the way."""
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    """Keys and checkpoints of this test only; one witness besides our own folder."""
    settings.SANZHI_HOME = tmp_path / "home"
    settings.SANZHI_WITNESSES = [tmp_path / "witness"]
    (tmp_path / "witness").mkdir()
    crypto.ensure_keys(settings.SANZHI_HOME)
