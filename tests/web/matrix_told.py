"""Another system that is told of things: its address, and something on its way there."""

from dataclasses import replace

from sanzhi.exchange.webhooks import actions
from sanzhi.people.models import Client
from sanzhi.people.roles import INSTALLER, ROLES
from tests.county import MONDAY


def told_to(values: dict[str, list[object]], client: Client) -> None:
    """A receiver of this client with a message waiting; what an address has for them goes into `values`."""
    asked = actions.Subscription(client.id, f"接收{client.id}", "https://8.8.8.8/", ["case.assign"])
    keeper = replace(INSTALLER, role=ROLES["security_admin"])
    receiver, _secret = actions.add_receiver(asked, by=keeper, at=MONDAY)
    waiting = actions.send_test(receiver.id, by=keeper, at=MONDAY)
    for name, one in (("receiver", receiver), ("delivery", waiting)):
        values.setdefault(name, []).append(one.id)
