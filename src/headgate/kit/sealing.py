"""Small secrets encrypted for the store: AES-256-GCM, each bound to what it belongs to."""

import base64
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class NotOurs(Exception):
    """It was sealed with another key, belongs to something else, or was changed."""


class Sealer:
    """Seals and opens with one key, which is asked for at the first use: few servers seal anything."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self.key = key

    def sealed(self, secret: bytes, about: str) -> str:
        """The secret as text for a column; `about` names its owner and must be given again."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.b64encode(nonce + AESGCM(self.key()).encrypt(nonce, secret, about.encode())).decode()

    def opened(self, text: str, about: str) -> bytes:
        """Raises NotOurs."""
        raw = base64.b64decode(text)
        if len(raw) <= NONCE_BYTES:
            raise NotOurs
        try:
            return AESGCM(self.key()).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], about.encode())
        except InvalidTag:
            raise NotOurs from None
