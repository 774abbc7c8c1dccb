"""A browser's worth of HTTP, and many of them at once."""

import http.client
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """回答: status 0 when the connection broke and nobody knows whether the effect took place."""

    status: int
    location: str
    body: bytes
    ms: float


class Browser:
    """One connection, kept open, with its cookies; for one thread at a time."""

    def __init__(self, port: int, timeout: float = 15) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def post(self, path: str, fields: Mapping[str, str], cookies: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields).encode(), cookies)

    def get(self, path: str, cookies: Mapping[str, str]) -> Answer:
        return self._ask("GET", path, b"", cookies)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes, cookies: Mapping[str, str]) -> Answer:
        headers = {**FORM, "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        started = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the next request opens a new one
            return Answer(0, "", b"", (time.perf_counter() - started) * 1000)
        location = answer.headers.get("Location", "")
        return Answer(answer.status, location, read, (time.perf_counter() - started) * 1000)


def share_out(
    work: Iterable[T], do: Callable[[Browser, T], Answer], *, port: int, hands: int
) -> list[Answer]:
    """Do every piece of work, `hands` at a time, each hand with a connection of its own."""
    waiting: SimpleQueue[T] = SimpleQueue()
    for piece in work:
        waiting.put(piece)

    def hand(_number: int) -> list[Answer]:
        browser, answers = Browser(port), []
        try:
            while True:
                answers.append(do(browser, waiting.get_nowait()))
        except Empty:
            return answers
        finally:
            browser.close()

    with ThreadPoolExecutor(hands) as pool:
        return [answer for answers in pool.map(hand, range(hands)) for answer in answers]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
