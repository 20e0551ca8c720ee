"""What a quantity comes to at a price with a percentage off: exact, rounded once at the end."""

from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=60)


def plain(number: str) -> str:
    """A decimal in its shortest form: `2.50` is `2.5`."""
    return f"{Decimal(number).normalize(_EXACT):f}"


def comes_to(quantity: str, unit_price: int, percent_off: str) -> int:
    """Whole minor units; a half goes away from nought, as spreadsheets and invoices have it."""
    left = 100 - Decimal(percent_off)
    exact = _EXACT.multiply(_EXACT.multiply(Decimal(quantity), Decimal(unit_price)), left).scaleb(-2, _EXACT)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP, _EXACT))
