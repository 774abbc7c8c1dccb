"""按时: registers what the worker does by the clock."""

from collections.abc import Callable
from functools import wraps

from procrastinate.contrib.django import app


def every(cron: str) -> Callable[[Callable[[], object]], Callable[..., None]]:
    """Run by the clock: five cron fields, and seconds as a sixth."""

    def register(work: Callable[[], object]) -> Callable[..., None]:
        @app.periodic(cron=cron)
        @app.task(name=f"sanzhi.{work.__name__}", queueing_lock=work.__name__)
        @wraps(work)
        def run(timestamp: int) -> None:
            work()

        return run

    return register
