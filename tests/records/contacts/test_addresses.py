"""Addresses: what is one and the same, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.addresses import is_email
from headgate.records.contacts.addresses import email_mark, marks, phone_mark

SAME = [
    ("+49 (0)30 901820-0", "030 9018200"),
    ("0049 30 9018200", "+49-30-901-8200"),
    ("+1 (415) 555-0132", "415.555.0132"),
    ("+44 20 7946 0018 ext. 12", "020 7946 0018 x12"),
]
OTHER = [("030 9018200", "030 9018201"), ("020 7946 0018", "020 7946 0018 x12")]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_two_spellings_of_a_number(one: str, two: str) -> None:
    assert phone_mark(one) == phone_mark(two) != ""


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_two_numbers(one: str, two: str) -> None:
    assert phone_mark(one) != phone_mark(two)


@given(st.text(alphabet="0123456789", min_size=4, max_size=15), st.text(alphabet=" -./()", max_size=6))
def test_what_stands_between_the_digits_counts_for_nothing(digits: str, between: str) -> None:
    """But “(0)”, which is written beside a country's code and not dialled."""
    spaced = between.join(digits)
    if "(0)" not in spaced:
        assert phone_mark(spaced) == phone_mark(digits)


@pytest.mark.parametrize("text", ["a@b.example", "ada.l+x@sub.acme.co.uk", "ü@bücher.example"])
def test_an_address(text: str) -> None:
    assert is_email(text)
    assert email_mark(text.upper()) == email_mark(text)


@pytest.mark.parametrize(
    "text", ["a@b", "@b.example", "a b@c.example", "a@-b.example", "a@b.example,c@d.example"]
)
def test_no_address(text: str) -> None:
    assert not is_email(text)


def test_marks_of_nothing() -> None:
    assert marks([], [{"number": "000"}]) == set()
