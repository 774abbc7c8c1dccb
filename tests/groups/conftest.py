import pytest

from .fund import Bidding


@pytest.fixture
def there(db) -> Bidding:
    return Bidding()
