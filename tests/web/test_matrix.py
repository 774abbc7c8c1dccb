"""S3: every role at every address, for every kind of object: nobody reads or changes what is not theirs to see."""

import pytest
from django.core.cache import cache
from django.db import connections, transaction

from sanzhi.kit import clock, walls
from tests.web.matrix import Findings, Prober
from tests.web.matrix_county import NOW, Visitor, World, build

SHARES = 4  # so that several processes can share them


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    """Built once; every probe is undone, and at the end so is the county."""
    with django_db_blocker.unblock():
        connections.close_all()  # a journey may have left one to a database that is no more
        with transaction.atomic():
            cache.clear()
            yield build()
            transaction.set_rollback(True)


@pytest.fixture
def serving(world, settings, tmp_path):
    """As a process that serves the web: nothing in sight until a door has opened."""
    settings.STATIC_ROOT, settings.ALLOWED_HOSTS = str(tmp_path), ["testserver"]
    settings.SANZHI_SERVING = True
    with clock.simulated(NOW), transaction.atomic():
        walls._apply(walls.current())
        yield
        transaction.set_rollback(True)


def probe(world: World, most: int, visitors: list[Visitor], only: str | tuple[str, ...] = "") -> Findings:
    found = Findings()
    for visitor in visitors:
        Prober(world, visitor, found).everywhere(most, only=only, halved=most == 1 and not only)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_nobody_reads_or_changes_what_they_may_not_see(world, serving, share, request, record_property):
    """Each role at each address with one thing of its kind, mostly one it may not see; in full each of every role with two."""
    most = 2 if request.config.option.full else 1
    found = probe(world, most, world.visitors[share::SHARES])
    record_property("probes", found.probes)
    assert (found.leaks, found.broken) == ([], []), f"{found.probes} probes"
    assert found.probes >= 10_000 // SHARES
