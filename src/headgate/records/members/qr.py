"""A QR code as one SVG path, so that a page draws it without markup from elsewhere."""

from itertools import groupby

import segno

from headgate.records.members.entering import QrCode

QUIET = 4
"""Light squares around it, as ISO/IEC 18004 wants them."""


def qr_code(text: str) -> QrCode:
    """Dark runs row by row; a seventh of the squares may be unreadable (level M)."""
    rows = list(segno.make_qr(text, error="m").matrix)
    runs = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, squares in groupby(row):
            wide = len(list(squares))
            if dark:
                runs.append(f"M{x} {y}h{wide}v1h-{wide}z")
            x += wide
    return QrCode(len(rows) + 2 * QUIET, "".join(runs))
