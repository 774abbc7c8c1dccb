"""签名: the library keeps to RFC 9901's own examples, and what was bent in any way is not taken for ours (promises D8)."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openvc.keys import Ed25519SigningKey, verify_signature
from openvc.proof.sd_jwt import SdJwtVcProofSuite, disclosure_digest

from sanzhi.exchange.bank import signing
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, MONDAY

VECTORS = Path(__file__).parent / "rfc9901"
ISSUER = {  # A.5
    "kty": "EC", "crv": "P-256", "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
    "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
}  # fmt: skip
SAID = {"purpose": "farming", "year": 2026, "standard": "积分细则 v2", "name": "沈小满", "band": "1-49"}


def plain(segment: str) -> str:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)).decode()


def packed(said: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@pytest.fixture(autouse=True)
def a_key_of_its_own(settings, tmp_path) -> None:
    settings.SANZHI_HOME = str(tmp_path)


def issued(**changes: object) -> str:
    usual = {"origin": "https://sanzhi.example", "bank": "bank-nsh", "position": 7} | changes
    return signing.issue(SAID, issued_at=MONDAY, expires_at=MONDAY + 30 * DAY, **usual)


@pytest.mark.parametrize("name", ["a1", "a2"])
def test_the_examples_of_the_rfc_are_read_byte_for_byte(name):
    signed, *disclosures, _none = (VECTORS / f"{name}.txt").read_text().strip().split("~")
    head, body, signature = signed.split(".")
    asked, signed_by = f"{head}.{body}".encode(), base64.urlsafe_b64decode(signature + "==")
    assert verify_signature(alg="ES256", public_jwk=ISSUER, signing_input=asked, signature=signed_by)
    everything = plain(body) + "".join(plain(one) for one in disclosures)
    for one in disclosures:
        assert disclosure_digest(one) in everything


def test_the_rfc_s_own_disclosure_has_the_rfc_s_own_digest():
    """RFC 9901, 5.1: family_name."""
    disclosure = "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd"
    assert json.loads(plain(disclosure)) == ["eluV5Og3gSNII8EYnsxA_A", "family_name", "Doe"]
    assert disclosure_digest(disclosure) == "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo"


def test_what_was_signed_is_read_again():
    claims = signing.read(issued())
    assert {name: claims[name] for name in SAID} == SAID
    assert signing.position_in(claims) == 7


def test_spaces_and_line_breaks_of_a_pasted_text_do_not_matter():
    text = issued()
    folded = "\n".join(text[start : start + 60] for start in range(0, len(text), 60))
    assert signing.read(f"  {folded} ")["band"] == "1-49"


def test_how_many_fields_there_were_does_not_show():
    signed = issued().split("~")[0]
    assert len(json.loads(plain(signed.split(".")[1]))["_sd"]) == 5


def test_places_in_a_list_are_scattered_and_never_shared():
    places = {signing.scattered(serial) for serial in range(1 << 17)}
    assert places == set(range(1 << 17))
    assert signing.scattered(1 << 17) >= 1 << 17
    assert abs(signing.scattered(2) - signing.scattered(1)) > 100


def _other_key(text: str) -> str:
    key = Ed25519SigningKey(Ed25519PrivateKey.generate(), "other")
    claims = {**SAID, "iss": "https://sanzhi.example", "aud": "bank-nsh"}
    return SdJwtVcProofSuite().issue(claims, signing_key=key, disclosable=["name", "band"], vct=signing.TYPE)


def _with(**changes: object) -> Callable[[str], str]:
    """The body changed, under the old signature."""

    def bend(text: str) -> str:
        signed, *rest = text.split("~")
        head, body, signature = signed.split(".")
        said = json.loads(plain(body)) | changes
        return "~".join([f"{head}.{packed(said)}.{signature}", *rest])

    return bend


def _head(**changes: object) -> Callable[[str], str]:
    def bend(text: str) -> str:
        signed, *rest = text.split("~")
        head, body, signature = signed.split(".")
        said = {key: value for key, value in (json.loads(plain(head)) | changes).items() if value is not None}
        return "~".join([f"{packed(said)}.{body}.{signature}", *rest])

    return bend


def _disclosure(said: object, instead: bool = False) -> Callable[[str], str]:
    def bend(text: str) -> str:
        signed, first, *rest = text.split("~")
        return "~".join([signed, packed(said), *([] if instead else [first]), *rest])

    return bend


def _hmac_with_the_public_key(text: str) -> str:
    body = json.loads(plain(text.split(".")[1]))
    secret = base64.urlsafe_b64decode(signing.public_key()["x"] + "=")
    return (
        jwt.encode(body, secret, algorithm="HS256", headers={"typ": "dc+sd-jwt"})
        + "~"
        + text.split("~", 1)[1]
    )


BENT: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: "",
    "words": lambda text: "这是我的积分证明，请放贷。",
    "too long": lambda text: text + "~" + "A" * 20_000,
    "cut off": lambda text: text[:200],
    "no signature": lambda text: ".".join(text.split("~")[0].split(".")[:2]) + ".~" + text.split("~", 1)[1],
    "signature of another": lambda text: _swap(text, issued(bank="bank-yz")),
    "one letter of the body": lambda text: text.replace(text[120], "A" if text[120] != "A" else "B", 1),
    "another key": _other_key,
    "alg none": _head(alg="none"),
    "alg HS256 by the public key": _hmac_with_the_public_key,
    "alg missing": _head(alg=None),
    "alg a list": _head(alg=["EdDSA"]),
    "typ of a plain token": _head(typ="JWT"),
    "typ null": _head(typ=0),
    "an unknown crit": _head(crit=["x"], x=1),
    "another bank": _with(aud="bank-yz"),
    "a longer life": _with(exp=4_102_444_800),
    "another purpose": _with(purpose="living"),
    "another type": _with(vct="urn:sanzhi:certificate:1"),
    "another place in the list": _with(status={"status_list": {"idx": 1, "uri": "https://x.example/1"}}),
    "a claim more": _with(income=1_000_000),
    "other digests": _with(_sd=[]),
    "another hash": _with(_sd_alg="md5"),
    "a disclosure of one's own": _disclosure(["c2FsdA", "income", 1_000_000]),
    "a disclosure changed": _disclosure(["c2FsdA", "band", "200+"], instead=True),
    "a disclosure twice": lambda text: "~".join([*text.split("~")[:2], *text.split("~")[1:]]),
    "a disclosure that is no array": _disclosure({"name": "沈"}),
    "a disclosure that hides a digest": _disclosure(["c2FsdA", "_sd", []]),
    "a nested bomb": lambda text: (
        text.split("~")[0] + "~" + base64.urlsafe_b64encode(b"[" * 9_000).decode() + "~"
    ),
    "no tilde at the end": lambda text: text.rstrip("~"),
    "a key binding nobody asked for": lambda text: text + text.split("~")[0],
    "null bytes": lambda text: text[:50] + "\x00" + text[51:],
    "another alphabet": lambda text: "е" + text[1:],
}


def _swap(text: str, other: str) -> str:
    signed, *rest = text.split("~")
    return "~".join([signed.rsplit(".", 1)[0] + "." + other.split("~")[0].rsplit(".", 1)[1], *rest])


@pytest.mark.parametrize("how", BENT)
def test_what_was_bent_is_not_taken(how):
    with pytest.raises(Refusal) as refusal:
        signing.read(BENT[how](issued()))
    assert refusal.value.code == "statement_false"


def test_there_are_at_least_thirty_ways_to_bend_one():
    assert len(BENT) >= 30


def test_a_withheld_field_is_still_good(tmp_path):
    claims = signing.read(signing.narrowed(issued(), {"band"}))
    assert "name" not in claims and claims["band"] == "1-49"
