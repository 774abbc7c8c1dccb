from contextlib import contextmanager
from hashlib import sha256
import json, secrets
from .models import Entry, IdempotencyKey, Outbox

def record(kind, *, by, at, about, content, topic=None):
    salt = secrets.token_bytes(16)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    e = Entry.objects.create(kind=kind, by_id=by, at=at, about_type=about[0], about_id=about[1], salt=salt, content=content, commitment=sha256(salt + text.encode()).digest())
    if topic:
        Outbox.objects.create(entry=e, topic=topic)
    return e.id


class KeyReused(Exception):
    pass


class Once:
    replayed = False
    answer = None

    def __init__(self, row):
        self.row = row

    def store(self, answer):
        IdempotencyKey.objects.filter(pk=self.row.pk).update(answer=answer)


@contextmanager
def once(scope, key, body):
    h = sha256(body if isinstance(body, bytes) else body.encode()).digest()
    row, new = IdempotencyKey.objects.get_or_create(scope=scope, key=key, defaults={"body_hash": h})
    o = Once(row)
    if not new:
        if bytes(row.body_hash) != h:
            from sanzhi.kit.verdict import Refusal
            raise Refusal("key_reused", "这次提交的编号已用于另一份内容，请刷新页面后重新提交。")
        o.replayed, o.answer = True, row.answer
    yield o
