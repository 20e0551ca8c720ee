"""Cursors: exact way back, and refusal of everything that is not ours."""

import base64
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import errors, paging

KEYS = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)


@given(st.lists(KEYS, max_size=5))
def test_values_come_back(values: list[paging.Key]) -> None:
    cursor = paging.encode(tuple(values), "deals by rank")
    assert paging.decode(cursor, "deals by rank") == values
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_another_list_is_refused() -> None:
    cursor = paging.encode(("a", 1), "deals by rank")
    with pytest.raises(errors.Problem, match="another list") as refusal:
        paging.decode(cursor, "deals by name")
    assert (refusal.value.status, refusal.value.code) == (400, "bad_cursor")


@pytest.mark.parametrize(
    "text",
    ["", "é", "%%%", "abc", "e30", "a" * 5000, base64.urlsafe_b64encode(b"[]").decode(), "W1tdXQ", "////"],
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(errors.Problem) as refusal:
        paging.decode(text, "deals by rank")
    assert (refusal.value.status, refusal.value.code) == (400, "bad_cursor")


@given(st.text(max_size=60))
def test_garbage_never_crashes(text: str) -> None:
    with pytest.raises(errors.Problem):
        paging.decode(text, "t")


def test_a_place_is_made_of_the_kinds_asked_for() -> None:
    cursor = paging.encode(("2026-01-01T00:00:00+00:00", "7", "a"), "t")
    at, number, words = paging.place(cursor, "t", paging.instant, paging.number, paging.words)
    assert (at.isoformat(), number, words) == ("2026-01-01T00:00:00+00:00", 7, "a")


@pytest.mark.parametrize("value", ["x", "-1", str(1 << 63), None, [], "2026-01-01T00:00:00", "a\x00"])
@pytest.mark.parametrize("maker", [paging.instant, paging.number, paging.words])
def test_a_forged_place_is_refused(value: object, maker: Callable[[object], object]) -> None:
    if maker is paging.words and isinstance(value, str) and "\x00" not in value:
        return
    forged = base64.urlsafe_b64encode(msgspec.json.encode([paging._mark("t"), value])).decode()
    with pytest.raises(errors.Problem) as refusal:
        paging.place(forged, "t", maker)
    assert refusal.value.code == "bad_cursor"
