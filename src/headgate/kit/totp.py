"""Time-based one-time passwords (RFC 6238): six digits of HMAC-SHA-1 for each half minute."""

import base64
import hmac
from datetime import datetime
from urllib.parse import quote

SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
"""160 bits, the length of the hash, as RFC 4226 recommends."""
DRIFT = 1
"""Steps that a clock may be ahead or behind."""


def step_at(at: datetime) -> int:
    """The number of half minutes since 1970."""
    return int(at.timestamp()) // SECONDS


def code(secret: bytes, step: int) -> str:
    """The digits of a step, by the dynamic truncation of RFC 4226, section 5.3."""
    hashed = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = hashed[-1] & 0x0F
    number = int.from_bytes(hashed[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: bytes, given: str, at: datetime, after: int) -> int | None:
    """The step whose digits these are: near that instant, and later than the step `after`."""
    now = step_at(at)
    fits = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if hmac.compare_digest(code(secret, step).encode(), given.encode()) and step > after
    ]
    return fits[0] if fits else None


def written(secret: bytes) -> str:
    """The secret as people type it into an authenticator: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def uri(secret: bytes, account: str, issuer: str) -> str:
    """The address that an authenticator reads from a QR code; the other parameters have their defaults."""
    label = quote(f"{issuer}:{account}", safe="@")
    return f"otpauth://totp/{label}?secret={written(secret)}&issuer={quote(issuer)}"
