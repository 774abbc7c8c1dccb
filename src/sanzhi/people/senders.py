"""短信通道: how a one-time code reaches a phone. `SANZHI_CODE_SENDER` names one of these or the county's own."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class CodeSender(Protocol):
    def send(self, phone: str, code: str) -> str:
        """Send; return what the page may show the visitor (empty when nothing may be shown)."""


class OnScreen:
    """For a demonstration: the code is shown on the page, and the page says so."""

    def send(self, phone: str, code: str) -> str:
        return code


class Refusing:
    """The safe default: no gateway has been configured, so nobody can be sent a code."""

    def send(self, phone: str, code: str) -> str:
        raise ConnectionError("no SMS gateway: set SANZHI_CODE_SENDER")


def sender() -> CodeSender:
    return import_string(settings.SANZHI_CODE_SENDER)()
