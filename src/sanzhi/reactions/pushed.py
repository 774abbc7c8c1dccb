"""推送给别的系统: queued here with the rest of the effect; sent by the worker (`tasks.push_webhooks`)."""

from collections.abc import Sequence

from sanzhi.exchange.webhooks import actions
from sanzhi.journal.delivery import Message


def other_systems(messages: Sequence[Message]) -> None:
    """Queue a run of one topic for the receivers that asked to hear of it."""
    entries = [message.entry for message in messages]
    actions.enqueue(entries, messages[0].topic, at=max(message.at for message in messages))
