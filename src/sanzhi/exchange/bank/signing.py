"""签名: a statement as an SD-JWT (RFC 9901) for one audience, with a token status list; by a kept library.

The key is the county's own (Ed25519), made from a secret beside the other keys, outside the database. A bank with a
system of its own reads the public half at `/.well-known/jwt-vc-issuer` and the list at `/statements/status/<n>`.
"""

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext as _
from openvc.errors import OpenvcError
from openvc.keys import Ed25519SigningKey, jwk_thumbprint
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.status.issue import build_status_list_token, build_token_status_reference
from openvc.status.token_status_list import new_status_list, set_status

from sanzhi.kit.postgres import secret
from sanzhi.kit.verdict import Refusal

from .models import LIST_SIZE
from .terms import FIELDS

TYPE = "urn:sanzhi:points-statement:1"
LONGEST = 16_384  # characters of what is pasted
LIST_LIVES = timedelta(minutes=15)  # how long a bank may keep a list before it asks again
_suite = SdJwtVcProofSuite()


def issuer_of(origin: str) -> str:
    """Who signs, by the address under which the public key is found."""
    return origin.rstrip("/")


def list_address(origin: str, number: int) -> str:
    return f"{issuer_of(origin)}/statements/status/{number}"


def issue(
    said: dict[str, Any], *, origin: str, bank: str, position: int, issued_at: datetime, expires_at: datetime
) -> str:
    """The signed text. `said`: purpose, year, standard in plain sight; each of `FIELDS` to be told or withheld, with
    blanks for those not chosen, so that their number does not show."""
    told = [name for name in said if name in FIELDS]
    number, index = divmod(position, LIST_SIZE)
    claims = {
        **said,
        "iss": issuer_of(origin),
        "aud": bank,
        "iat": int(issued_at.timestamp()),
        "exp": int(expires_at.timestamp()),
        **build_token_status_reference(uri=list_address(origin, number), index=index),
    }
    blanks = len(FIELDS) - len(told)
    return _suite.issue(claims, signing_key=_key(), disclosable=told, vct=TYPE, decoys=blanks)


def read(text: str) -> dict[str, Any]:
    """What a text says that we signed and nobody changed. Refusal statement_false for any other, however it was bent.

    Neither its end nor whether it was taken back is looked at here: the row knows."""
    text = "".join(text.split())
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        aud = jwt.decode(text.split("~", 1)[0], options={"verify_signature": False}).get("aud")
        found = _suite.verify(
            text,
            public_key_jwk=public_key(),
            audience=aud,
            expected_vct=TYPE,
            check_temporal=False,
        )
    except (OpenvcError, jwt.InvalidTokenError, ValueError, TypeError, RecursionError) as error:
        raise Refusal(
            "statement_false", _("这不是本平台签发的积分证明，或者被改动过，不能作依据。")
        ) from error
    return dict(found.claims)


def position_in(claims: dict[str, Any]) -> int:
    """The place in the lists of a text that `read` took."""
    listed = claims["status"]["status_list"]
    return int(listed["uri"].rsplit("/", 1)[-1]) * LIST_SIZE + int(listed["idx"])


def narrowed(text: str, fields: Collection[str]) -> str:
    """The same statement telling only `fields`: the other disclosures are left out, the signature stays good."""
    signed, *disclosures, last = text.split("~")
    kept = [one for one in disclosures if _name_of(one) in fields]
    return "~".join([signed, *kept, last])


def status_list(number: int, revoked: Iterable[int], *, origin: str, at: datetime) -> str:
    """The signed list: one bit for each statement, set for those taken back (draft-ietf-oauth-status-list)."""
    bits = new_status_list(LIST_SIZE)
    for index in revoked:
        set_status(bits, index, 1)
    return build_status_list_token(
        signing_key=_key(),
        uri=list_address(origin, number),
        status_list=bits,
        issued_at=at,
        expires=at + LIST_LIVES,
        ttl=int(LIST_LIVES.total_seconds()),
        issuer=issuer_of(origin),
    )


def public_key() -> dict[str, Any]:
    """The JWK that checks what we signed."""
    key = _key()
    return {**key.public_jwk(), "kid": key.kid, "alg": key.alg, "use": "sig"}


def scattered(serial: int) -> int:
    """A place in the lists for the n-th statement: of its list, but not in the order of asking. Each gets its own."""
    number, index = divmod(serial, LIST_SIZE)
    return number * LIST_SIZE + (index * 74_747 + 31_337) % LIST_SIZE  # an odd factor meets every place once


def _name_of(disclosure: str) -> str:
    said: Sequence[Any] = json.loads(base64.urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))
    return str(said[1])


def _key() -> Ed25519SigningKey:
    return _made_of(secret(Path(settings.SANZHI_HOME), "statement.1"))


@lru_cache(maxsize=2)
def _made_of(text: str) -> Ed25519SigningKey:
    seed = hashlib.sha256(f"sanzhi points statement {text}".encode()).digest()
    key = Ed25519PrivateKey.from_private_bytes(seed)
    bare = Ed25519SigningKey(key, "unnamed")
    return Ed25519SigningKey(key, jwk_thumbprint(bare.public_jwk()))
