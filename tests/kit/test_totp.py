"""One-time passwords against the RFC's own table, and how far a clock may be off."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from headgate.kit import totp

RFC = b"12345678901234567890"
"""The secret of RFC 6238, appendix B, for SHA-1; its table has eight digits, ours are the last six."""


@pytest.mark.parametrize(
    ("seconds", "eight"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_table_of_the_rfc(seconds: int, eight: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert totp.code(RFC, totp.step_at(at)) == eight[2:]
    assert totp.step_of(RFC, eight[2:], at, 0) == seconds // 30


def test_one_step_to_either_side_and_none_that_was_used() -> None:
    at = datetime(2026, 11, 26, 12, tzinfo=UTC)
    now = totp.step_at(at)
    found = [totp.step_of(RFC, totp.code(RFC, now + off), at, 0) for off in (-2, -1, 0, 1, 2)]
    assert found == [None, now - 1, now, now + 1, None]
    after = [totp.step_of(RFC, totp.code(RFC, now + off), at, now) for off in (-1, 0, 1)]
    assert after == [None, None, now + 1]


@pytest.mark.parametrize("given", ["", "12345", "1234567", "abcdef", "１２３４５６", "-00001", "é"])
def test_what_is_no_code(given: str) -> None:
    assert totp.step_of(RFC, given, datetime(2026, 11, 26, tzinfo=UTC), 0) is None


def test_what_an_authenticator_reads() -> None:
    made = urlsplit(totp.uri(RFC, "ada+x@example.com", "Headgate"))
    assert (made.scheme, made.netloc, made.path) == ("otpauth", "totp", "/Headgate%3Aada%2Bx@example.com")
    assert parse_qs(made.query) == {"secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"], "issuer": ["Headgate"]}
    assert totp.written(b"a") == "ME", "without padding"
