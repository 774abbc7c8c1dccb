"""Many hands on one thing over HTTP: one move raced, one key replayed."""

import random
import secrets
import threading
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sanzhi.cases.models import Case, Move
from sanzhi.cli.bench import cast, faces, ground, load

from .storm import REPLY

HANDS = 32
REPLAYS = 5


def filed(county: ground.Ground, people: cast.Cast, lot: random.Random) -> str:
    """The code of a fresh case."""
    post = faces.filing(people.residents[-1], cast.draft(people, lot), key=secrets.token_urlsafe(18))
    return faces.code_in(together(county, [post])[0].location)


def together(county: ground.Ground, posts: Sequence[faces.Post]) -> list[load.Answer]:
    """Send all at the same moment, each over a connection of its own."""
    gate = threading.Barrier(len(posts))

    def send(browser: load.Browser, post: faces.Post) -> load.Answer:
        gate.wait()
        return browser.post(post.path, post.fields, post.cookies)

    return load.share_out(posts, send, port=county.port, hands=len(posts))


def race(county: ground.Ground, people: cast.Cast, lot: random.Random) -> list[str]:
    """Thirty-two hands assign one case. One wins, the others are told; anything else is returned in words."""
    code, words = filed(county, people, lot), {"lead": str(people.roads.pk)}
    posts = [
        faces.step(people.dispatcher, code, "assign", 1, words, key=secrets.token_urlsafe(18))
        for _ in range(HANDS)
    ]
    ends = Counter(answer.status for answer in together(county, posts))
    moves = Move.objects.filter(case__public_code=code, step="assign").count()
    if ends == {302: 1, 409: HANDS - 1} and moves == 1:
        return []
    return [f"a race of {HANDS} ended in {dict(ends)} with {moves} moves"]


def replays(county: ground.Ground, people: cast.Cast, lot: random.Random) -> list[str]:
    """Each press of a case's life sent five times at once with one key: one effect, one answer. Returns what was not so."""
    faults = []
    draft = cast.draft(people, lot)
    before = Case.objects.count()
    posts = [faces.filing(people.residents[-1], draft, key=secrets.token_urlsafe(18))] * REPLAYS
    answers = together(county, posts)
    faults += _not_one("filing", answers, Case.objects.count() - before)
    code = faces.code_in(answers[0].location)
    road: tuple[tuple[Any, str, dict[str, str]], ...] = (
        (people.dispatcher, "assign", {"lead": str(people.roads.pk)}),
        (people.handler, "sign_for", {}),
        (people.handler, "report_done", REPLY),
        (people.dispatcher, "verify", {}),
    )
    for version, (who, step, words) in enumerate(road, start=1):
        posts = [faces.step(who, code, step, version, words, key=secrets.token_urlsafe(18))] * REPLAYS
        answers = together(county, posts)
        moves = Move.objects.filter(case__public_code=code, step=step).count()
        faults += _not_one(step, answers, moves)
    return faults


def _not_one(what: str, answers: Sequence[load.Answer], effects: int) -> list[str]:
    told = Counter((answer.status, answer.location) for answer in answers)
    if effects == 1 and len(told) == 1 and next(iter(told))[0] == 302:
        return []
    return [f"{what} sent {len(answers)} times: {effects} effects, answers {dict(told)}"]
