"""What figures reckon with: arrays, and the number that stands for nothing in them."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
NONE = -(1 << 62)
"""Stands for “nothing” in the arrays of whole numbers."""
