"""暗码: a code for the pocket that no table holds. It is derived from a salt by the key outside the database and found by
a keyed hash; so its holder sees it again whenever they like, and a stolen table opens nothing."""

import secrets
from dataclasses import dataclass

from . import crypto, ids

SALT = 16  # bytes


@dataclass(frozen=True)
class Tickets:
    """The codes of one table. `salt` and `digest` name its columns and keep them apart from any other's."""

    salt: str
    digest: str

    def fresh(self) -> tuple[str, bytes, bytes]:
        """(code, salt, keyed hash to find it by), under the newest key."""
        salt = secrets.token_bytes(SALT)
        code = ids.code_of(crypto.blind_index(salt.hex(), column=self.salt)[crypto.HEADER :])
        return code, salt, crypto.blind_index(code, column=self.digest)

    def code_of(self, salt: bytes, digest: bytes) -> str:
        """The code again, under whichever key it was made; "" when that key is gone."""
        for index in crypto.blind_indexes(bytes(salt).hex(), column=self.salt):
            code = ids.code_of(index[crypto.HEADER :])
            if bytes(digest) in self.digests(code):
                return code
        return ""

    def digests(self, code: str) -> list[bytes]:
        """What to look for, under every live key."""
        return crypto.blind_indexes(code, column=self.digest)
