"""Fractional ranks: text that sorts by its bytes, with always room for one more between two."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_LONGEST = 24
_ROOM = _BASE**3


def between(a: str | None, b: str | None) -> str:
    """The shortest rank strictly between two; None is the open end. ValueError unless a < b.

    Between two neighbours it takes the middle; at an open end it stays close to the neighbour,
    because lists mostly grow at their ends.
    """
    for rank in (a, b):
        if rank is not None:
            _check(rank)
    if a is not None and b is not None and a >= b:
        raise ValueError(f"no rank lies between {a!r} and {b!r}: they are not in order")
    length = 1
    while True:
        # Ranks read as digits of a fraction; those of this length strictly inside run from low to high.
        # No shorter one fitted, so none of them can end in the lowest digit.
        low = _first(a, length) + 1 if a is not None else 1
        high = _last(b, length) if b is not None else _BASE**length - 1
        if low <= high:
            return _text(_pick(low, high, a is None, b is None), length)
        length += 1


def before(first: str | None, n: int) -> list[str]:
    """`n` ranks in rising order, all before `first`, with room between them and before them.

    For a list that grows at its beginning all the time: only after a quarter of a million more are its
    ranks one digit longer. ValueError when `first` is no rank.
    """
    if first is None:
        return spread(n)
    _check(first)
    length = 1
    while (high := _last(first, length)) < _BASE * (n + _ROOM):
        length += 1
    high -= high % _BASE == 0  # no rank ends in the lowest digit
    return [_text(high - _BASE * i, length) for i in range(n - 1, -1, -1)]


def spread(n: int) -> list[str]:
    """`n` evenly spaced ranks in rising order, as short as `n` allows."""
    length = 1
    while _BASE**length <= n:
        length += 1
    whole = _BASE**length
    return [_text(whole * i // (n + 1), length).rstrip(_DIGITS[0]) for i in range(1, n + 1)]


def nth(i: int, n: int) -> str:
    """The rank at place `i`, from 1, of `spread(n)`."""
    length = 1
    while _BASE**length <= n:
        length += 1
    return _text(_BASE**length * i // (n + 1), length).rstrip(_DIGITS[0])


def too_long(rank: str) -> bool:
    """Whether a rank has grown so long that its list should be spread anew."""
    return len(rank) > _LONGEST


def _pick(low: int, high: int, open_below: bool, open_above: bool) -> int:
    if open_below == open_above:
        return (low + high) // 2
    return low if open_above else high


def _first(rank: str, length: int) -> int:
    return _number(rank[:length].ljust(length, _DIGITS[0]))


def _last(rank: str, length: int) -> int:
    # A cut-off rank is already below the whole one, since no rank ends in the lowest digit.
    return _first(rank, length) - (len(rank) <= length)


def _number(rank: str) -> int:
    number = 0
    for digit in rank:
        number = number * _BASE + _VALUE[digit]
    return number


def _text(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _check(rank: str) -> None:
    if not rank or rank[-1] == _DIGITS[0] or any(digit not in _VALUE for digit in rank):
        raise ValueError(f"{rank[:40]!r} is not a rank")
