"""Sealing and unsealing a person's answers: the only encryption.

A dossier has one random key of 32 bytes, which the server does not store. From that key and
the secret of the site come, by HKDF, the id of the row, the key that seals it, and the key
that marks the values shown in a form. The sealed document is

    format (1 byte) | nonce (12 bytes) | AES-256-GCM of (length (4 bytes) | JSON | zeros)

and is bound to its row, its version and its format: moved to another row, given another
version or cut short, it does not open. The length is rounded up to one of a few sizes. It is
not compressed: a compressed length would tell something about what was written.

Reading and changing the text of this file changes what can be opened: see
`docs/decisions/0001-dossier-key.md`.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

FORMAT = b"\x01"
KEY_BYTES = 32
ROW_ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
MARK_BYTES = 12
ENCODING, LONE = "utf-8", "surrogatepass"
"""Half a character, as a broken keyboard may send it, is kept as it came."""
KIB = 1024
SIZES = tuple(kib * KIB for kib in (32, 64, 128, 256, 512, 1024))
"""What a sealed document may measure before encryption, in bytes. The largest holds 500 cards of a
chronology in a script of three bytes a letter, and everything else."""

Document = dict[str, Any]


class Unreadable(Exception):  # noqa: N818
    """The sealed document was cut, moved, changed, or sealed with another secret."""


class TooLarge(Exception):  # noqa: N818
    """The answers do not fit in the largest size."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What one dossier's key gives. The key itself is `secret`, and only the person holds it."""

    secret: bytes
    row_id: str
    sealing: bytes
    marking: bytes

    @classmethod
    @sensitive_variables()
    def of(cls, secret: bytes) -> Key:
        """Derive from the 32 bytes of a cookie. Raises ValueError on any other length."""
        if len(secret) != KEY_BYTES:
            raise ValueError("A key has 32 bytes.")
        derived = HKDF(
            algorithm=SHA256(),
            length=ROW_ID_BYTES + 2 * KEY_BYTES,
            salt=_site_salt(settings.SITE_SECRET),
            info=b"pas-a-pas dossier 1: row id, sealing key, marking key",
        ).derive(secret)
        return cls(
            secret=secret,
            row_id=derived[:ROW_ID_BYTES].hex(),
            sealing=derived[ROW_ID_BYTES : ROW_ID_BYTES + KEY_BYTES],
            marking=derived[ROW_ID_BYTES + KEY_BYTES :],
        )

    @classmethod
    def new(cls) -> Key:
        return cls.of(secrets.token_bytes(KEY_BYTES))

    @classmethod
    @sensitive_variables()
    def from_text(cls, text: str) -> Key:
        """The key written by `text`. Raises ValueError when it is not one."""
        try:
            secret = base64.b64decode(text + "=", altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("Not a key.") from None
        return cls.of(secret)

    @property
    def text(self) -> str:
        """The secret in 43 characters, for the cookie."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")


@functools.lru_cache(maxsize=4)
def _site_salt(secret: str) -> bytes:
    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"pas-a-pas site secret, dossiers"
    ).derive(secret.encode())


@sensitive_variables()
def seal(key: Key, version: int, document: Document) -> bytes:
    """Encrypt a document for one row and one version. Raises TooLarge."""
    said = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    padded = _pad(said.encode(ENCODING, LONE))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key.sealing).encrypt(nonce, padded, _bound(key, version))


@sensitive_variables()
def unseal(key: Key, version: int, sealed: bytes) -> Document:
    """Decrypt what `seal` made for the same row and version. Raises Unreadable."""
    if sealed[:1] != FORMAT or len(sealed) < len(FORMAT) + NONCE_BYTES + TAG_BYTES:
        raise Unreadable("Not a sealed document.")
    nonce = sealed[len(FORMAT) : len(FORMAT) + NONCE_BYTES]
    try:
        padded = AESGCM(key.sealing).decrypt(
            nonce, sealed[len(FORMAT) + NONCE_BYTES :], _bound(key, version)
        )
    except InvalidTag:
        raise Unreadable("It does not open with this key, for this row and version.") from None
    length = int.from_bytes(padded[:4], "big")
    document: Document = json.loads(padded[4 : 4 + length].decode(ENCODING, LONE))
    return document


@sensitive_variables()
def mark(key: Key, section: str, path: tuple[str, ...], value: Any) -> str:
    """A short hash of one value at its place: equal values give equal marks, nothing else shows."""
    said = json.dumps([section, path, value], ensure_ascii=False, sort_keys=True)
    digest = hmac.digest(key.marking, said.encode(ENCODING, LONE), "sha256")[:MARK_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def _bound(key: Key, version: int) -> bytes:
    """The associated data: what a sealed document belongs to."""
    return b"|".join((b"pas-a-pas", FORMAT, key.row_id.encode(), str(version).encode()))


@sensitive_variables()
def _pad(plain: bytes) -> bytes:
    needed = 4 + len(plain)
    size = next((size for size in SIZES if needed <= size), None)
    if size is None:
        raise TooLarge("The answers are too long.")
    return len(plain).to_bytes(4, "big") + plain + bytes(size - needed)
