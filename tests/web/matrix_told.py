"""Another system: the address where it is told of things, something on its way there, and a message it handed in."""

from dataclasses import replace

from sanzhi.cases import access
from sanzhi.cases.actions import Written, receive
from sanzhi.exchange.webhooks import actions
from sanzhi.people.models import Client
from sanzhi.people.roles import INSTALLER, ROLES
from tests.county import MONDAY
from tests.web.matrix_visitors import Word


def spoken_with(values: dict[str, list[object]], client: Client, word: str) -> Word:
    """All that there is between this client and the county; who may read the word it handed in."""
    _told_to(values, client)
    return _wrote(values, client, word)


def _told_to(values: dict[str, list[object]], client: Client) -> None:
    """A receiver of this client with a message waiting; what an address has for them goes into `values`."""
    asked = actions.Subscription(client.id, f"接收{client.id}", "https://8.8.8.8/", ["case.assign"])
    keeper = replace(INSTALLER, role=ROLES["security_admin"])
    receiver, _secret = actions.add_receiver(asked, by=keeper, at=MONDAY)
    waiting = actions.send_test(receiver.id, by=keeper, at=MONDAY)
    for name, one in (("receiver", receiver), ("delivery", waiting)):
        values.setdefault(name, []).append(one.id)


def _wrote(values: dict[str, list[object]], client: Client, word: str) -> Word:
    """Somebody wrote to the county by this client: for the county's phone desk alone."""
    row = receive(Written("sms", f"139{client.id:08d}", f"路灯{word}"), by=client, at=MONDAY)
    assert row
    values.setdefault("incoming", []).append(row.id)
    return Word(word, lambda actor: bool(access.may_take_messages(actor)))
