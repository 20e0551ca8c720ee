"""Money: the ISO table, what people write, and the exact way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import currencies, money

CODES = sorted(currencies.DIGITS)
MINOR = st.integers(-money.MAX_MINOR, money.MAX_MINOR)


@pytest.mark.parametrize(
    ("codes", "digits"),
    [
        ("EUR USD MRU HUF XCG", 2),
        ("JPY KRW VND CLP ISK UGX XOF", 0),
        ("BHD KWD TND JOD OMR IQD LYD", 3),
        ("CLF UYW", 4),
    ],
)
def test_minor_digits(codes: str, digits: int) -> None:
    assert {money.minor_digits(code) for code in codes.split()} == {digits}


def test_the_table_is_whole_and_has_each_code_once() -> None:
    listed = [
        code
        for codes in (
            currencies._TWO,
            currencies._NONE,
            currencies._THREE,
            currencies._FOUR,
            currencies._WITHDRAWN,
        )
        for code in codes.split()
    ]
    assert len(listed) == len(set(listed)) == len(currencies.DIGITS) == 171
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in listed)
    assert {code for codes in currencies.SIGNS.values() for code in codes} <= set(listed)


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "XAU", "ZZZ"])
def test_unknown_codes(code: str) -> None:
    assert not money.known(code)
    with pytest.raises(ValueError, match="not a currency code"):
        money.minor_digits(code)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.5", "EUR", 123450),
        ("1,234.50", "EUR", 123450),
        ("1.234,50", "EUR", 123450),
        ("1,234", "EUR", 123400),
        ("1.234", "EUR", 123400),
        ("0.5", "EUR", 50),
        (".50", "EUR", 50),
        ("12.", "EUR", 1200),
        ("1.5", "EUR", 150),
        ("12345.678", "KWD", 12345678),
        ("0.250", "KWD", 250),
        ("1.234.567", "EUR", 123456700),
        ("1.234.567,8", "EUR", 123456780),
        ("12,34,567.89", "INR", 123456789),
        ("€ 1 234", "EUR", 123400),
        ("1\u202f234,56 €", "EUR", 123456),
        ("1\u00a0234\u00a0567", "JPY", 1234567),
        ("1’234’567.05", "CHF", 123456705),
        ("CHF 1'234.-", "CHF", 123400),
        ("12,-- €", "EUR", 1200),
        ("-12,-", "EUR", -1200),
        ("$12", "USD", 1200),
        ("-$12", "USD", -1200),
        ("$-12", "USD", -1200),
        ("US$ 12.30", "USD", 1230),
        ("USD 12", "USD", 1200),
        ("12 usd", "USD", 1200),
        ("1 234,50 Kč", "CZK", 123450),
        ("Rs. 500", "INR", 50000),
        ("(12)", "EUR", -1200),
        ("(€12.50)", "EUR", -1250),
        ("€(12.50)", "EUR", -1250),
        ("-12", "EUR", -1200),
        ("−12", "EUR", -1200),
        ("12-", "EUR", -1200),
        ("+12", "EUR", 1200),
        ("1.5000", "EUR", 150),
        ("1,000.00", "JPY", 1000),
        ("１，２３４．５０", "EUR", 123450),
        ("١٬٢٣٤٫٥", "EUR", 123450),
        ("  7 ", "EUR", 700),
        ("0", "EUR", 0),
        ("10000000000000.00", "EUR", money.MAX_MINOR),
    ],
)
def test_what_people_write(text: str, currency: str, minor: int) -> None:
    assert money.parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "decimal", "minor"),
    [("1,234", ".", 1234000), ("1,234", ",", 1234), ("1.234", ".", 1234), ("1.234", ",", 1234000)],
)
def test_the_decimal_sign_settles_three_digits(text: str, decimal: str, minor: int) -> None:
    assert money.parse_amount(text, "KWD", decimal) == minor


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "says"),
    [
        ("", "EUR", None, "no amount"),
        ("  ", "EUR", None, "no amount"),
        ("abc", "EUR", None, "no mark of EUR"),
        ("1e5", "EUR", None, "not an amount"),
        ("1234.567,00", "KWD", None, "not grouped"),
        ("1.2.3", "EUR", None, "not grouped"),
        ("12,34", "JPY", None, "2 digits after the sign, JPY has none"),
        ("1.239", "USD", ".", "3 digits after the sign, USD has 2"),
        ("1,234.50", "EUR", ",", "decimal sign"),
        ("$5", "EUR", None, "no mark of EUR"),
        ("USD 5", "EUR", None, "no mark of EUR"),
        ("12 %", "EUR", None, "no mark of EUR"),
        ("-(5)", "EUR", None, "more than one sign"),
        ("--5", "EUR", None, "more than one sign"),
        ("10²", "EUR", None, "no mark|not an amount"),
        ("1 2", "EUR", None, "not grouped"),
        ("1,23,4", "EUR", None, "not grouped"),
        ("10000000000000.01", "EUR", None, "larger than"),
        ("9" * 101, "EUR", None, "too long"),
        ("5", "EUR", ";", "point or a comma"),
        ("5", "ZZZ", None, "not a currency"),
    ],
)
def test_refusals_say_what_is_wrong(text: str, currency: str, decimal: str | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        money.parse_amount(text, currency, decimal)


@given(MINOR, st.sampled_from(CODES))
def test_plain_text_reads_back(minor: int, currency: str) -> None:
    assert money.parse_amount(money.format_plain(minor, currency), currency, ".") == minor


@given(
    MINOR,
    st.sampled_from(["EUR", "JPY", "KWD"]),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_grouped_text_reads_back(minor: int, currency: str, signs: tuple[str, str]) -> None:
    group, decimal = signs
    whole, _, fraction = money.format_plain(abs(minor), currency).partition(".")
    grouped = f"{int(whole):,}".replace(",", group) + (decimal + fraction if fraction else "")
    assert money.parse_amount(grouped, currency, decimal) == abs(minor)


@given(st.text(max_size=30))
def test_nothing_but_value_error_escapes(text: str) -> None:
    try:
        assert abs(money.parse_amount(text, "EUR")) <= money.MAX_MINOR
    except ValueError as refusal:
        assert str(refusal)


def test_plain_format() -> None:
    assert money.format_plain(123450, "EUR") == "1234.50"
    assert money.format_plain(-5, "EUR") == "-0.05"
    assert money.format_plain(1234, "JPY") == "1234"
    assert money.format_plain(-1, "KWD") == "-0.001"
