"""Mean, median and quantiles of complete (uncensored) values; None when there are none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Values = Sequence[float] | NDArray[np.float64] | NDArray[np.int64]


def mean(values: Values) -> float | None:
    """The arithmetic mean."""
    return float(np.mean(values)) if len(values) else None


def median(values: Values) -> float | None:
    """The middle value, or the mean of the two middle ones."""
    return quantile(values, 0.5)


def quantile(values: Values, q: float) -> float | None:
    """The q-quantile, 0 to 1, interpolated linearly between neighbours (Hyndman and Fan's type 7)."""
    if not 0 <= q <= 1:
        raise ValueError(f"a quantile lies between 0 and 1, not {q}")
    return float(np.quantile(values, q)) if len(values) else None
