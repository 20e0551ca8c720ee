"""Sealed secrets: opened by their key, for their owner, and only unchanged."""

import base64

import pytest

from headgate.kit.sealing import NotOurs, Sealer

ONE, OTHER = Sealer(lambda: bytes(32)), Sealer(lambda: bytes([1]) * 32)


def test_there_and_back() -> None:
    text = ONE.sealed(b"a secret", "idn_1")
    assert ONE.opened(text, "idn_1") == b"a secret"
    assert b"a secret" not in base64.b64decode(text)
    assert ONE.sealed(b"a secret", "idn_1") != text, "never the same twice"


def test_another_key_another_owner_and_another_text_are_refused() -> None:
    text = ONE.sealed(b"a secret", "idn_1")
    raw = bytearray(base64.b64decode(text))
    raw[-1] ^= 1
    for sealer, given, about in (
        (OTHER, text, "idn_1"),
        (ONE, text, "idn_2"),
        (ONE, base64.b64encode(raw).decode(), "idn_1"),
        (ONE, "", "idn_1"),
    ):
        with pytest.raises(NotOurs):
            sealer.opened(given, about)


def test_the_key_is_asked_for_at_the_first_use() -> None:
    def no_key() -> bytes:
        raise LookupError("asked for the key")

    idle = Sealer(no_key)
    with pytest.raises(LookupError):
        idle.sealed(b"a secret", "idn_1")
