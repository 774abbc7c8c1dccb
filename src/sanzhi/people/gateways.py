"""短信网关: how a text reaches a telephone. `SANZHI_TEXT_GATEWAY` names one of these or the county's own.

A gateway is told the same key at every try of one text, so that it can tell a second try from a second text.
"""

import hmac
import json
import os
import time
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

SECONDS = 5  # longer than this a gateway is taken to be down
NONE = "sanzhi.people.gateways.Refusing"
LOCAL = ("localhost", "127.0.0.1", "::1")


class NotTaken(Exception):
    """不收: the gateway said no for good: trying again would be refused again. The message holds nothing personal."""


class Gateway(Protocol):
    def send(self, phone: str, words: str, key: str) -> None:
        """Hand over one text. OSError: try again later, with the same key. NotTaken: never again."""


class Refusing:
    """The default: no gateway, so texts are not even queued; everything is told in the product."""

    def send(self, phone: str, words: str, key: str) -> None:
        raise NotTaken("no gateway: set SANZHI_TEXT_GATEWAY")


class OnScreen:
    """For a demonstration: nothing leaves; the page of texts shows what would have been said."""

    def send(self, phone: str, words: str, key: str) -> None:
        """Taken as sent."""


class FileDrop:
    """文件交换: one file, one JSON line, for each text in `SANZHI_TEXT_SPOOL`/out, named by its key.

    The county's gateway takes a file by renaming it into `taken`; whatever lies in either folder is not written again.
    """

    def send(self, phone: str, words: str, key: str) -> None:
        spool = Path(settings.SANZHI_TEXT_SPOOL)
        out, taken = spool / "out", spool / "taken"
        for folder in (spool, out, taken):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{key}.json"
        if (taken / name).exists() or (out / name).exists():
            return
        line = json.dumps({"key": key, "phone": phone, "text": words}, ensure_ascii=False) + "\n"
        draft = spool / f".{key}.{os.getpid()}"
        with open(draft, "w", encoding="utf-8", opener=_private) as file:  # noqa: PTH123 - Path has no opener
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out / name)  # whole or not at all


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _NoRedirect(HTTPRedirectHandler):
    """A telephone number goes to the address that was configured, and nowhere else."""

    def redirect_request(self, *args, **kwargs):
        return None


class Http:
    """网关接口: POST of JSON to `SANZHI_TEXT_URL`, signed with `SANZHI_TEXT_SECRET`.

    X-Sanzhi-Signature is the hex HMAC-SHA256 of “timestamp.body”; Idempotency-Key is the text's own.
    """

    def __init__(self) -> None:
        self.url, self.secret = settings.SANZHI_TEXT_URL, settings.SANZHI_TEXT_SECRET
        there = urlsplit(self.url)
        safe = there.scheme == "https" or (there.scheme == "http" and there.hostname in LOCAL)
        if not safe or len(self.secret) < 16:
            raise ImproperlyConfigured(
                "SANZHI_TEXT_URL must be https (http only on this machine), SANZHI_TEXT_SECRET at least 16 characters"
            )

    def send(self, phone: str, words: str, key: str) -> None:
        body = json.dumps({"key": key, "phone": phone, "text": words}, ensure_ascii=False).encode()
        request = Request(self.url, data=body, method="POST", headers=self._headers(body, key))  # noqa: S310 - checked above
        try:
            with build_opener(_NoRedirect()).open(request, timeout=SECONDS) as answer:
                answer.read(1)
        except HTTPError as error:
            if error.code in (408, 409, 425, 429) or error.code >= 500:
                raise ConnectionError(f"the gateway answered {error.code}") from None
            raise NotTaken(f"the gateway answered {error.code}") from None
        except (HTTPException, ValueError) as error:
            raise ConnectionError(f"the gateway's answer was {type(error).__name__}") from None

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        signed = hmac.digest(self.secret.encode(), f"{stamp}.".encode() + body, sha256).hex()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "X-Sanzhi-Timestamp": stamp,
            "X-Sanzhi-Signature": signed,
        }


def gateway() -> Gateway:
    return import_string(settings.SANZHI_TEXT_GATEWAY)()


def there_is_one() -> bool:
    return settings.SANZHI_TEXT_GATEWAY != NONE
