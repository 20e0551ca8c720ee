"""What lines come to: exact, rounded once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.prices import comes_to, plain

CASES = [
    ("1", 482100, "0", 482100),
    ("3", 482100, "5", 1373985),
    ("1", 5, "10", 5),  # 4.5
    ("1", -5, "10", -5),
    ("0.5", 1, "0", 1),
    ("2.5", 1999, "12.5", 4373),  # 4372.8125
    ("7", 100, "100", 0),
    ("999999999.999999", 10**15, "0.0001", 999998999999999000001000),
    ("0.000001", 499999, "0", 0),
    ("0.000001", 500000, "0", 1),
]


@pytest.mark.parametrize(("quantity", "price", "off", "sum_"), CASES)
def test_what_a_line_comes_to(quantity: str, price: int, off: str, sum_: int) -> None:
    assert comes_to(quantity, price, off) == sum_


@pytest.mark.parametrize(
    ("given_", "kept"), [("2.50", "2.5"), ("100", "100"), ("0.0", "0"), ("007", "7"), ("1000000", "1000000")]
)
def test_a_decimal_is_kept_in_its_shortest_form(given_: str, kept: str) -> None:
    assert plain(given_) == kept


@given(
    st.decimals("0.000001", "999999999", places=6),
    st.integers(-(10**15), 10**15),
    st.decimals("0", "100", places=4),
)
def test_it_is_the_nearest_whole_number(quantity: Decimal, price: int, off: Decimal) -> None:
    exact = Fraction(quantity) * price * (100 - Fraction(off)) / 100
    found = comes_to(f"{quantity:f}", price, f"{off:f}")
    assert abs(found - exact) <= Fraction(1, 2)
    assert comes_to(f"{quantity:f}", -price, f"{off:f}") == -found
