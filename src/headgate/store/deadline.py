"""When a search on the embedded store is stopped."""

import time

SEARCH_SECONDS = 2.0


class Deadline:
    """So long after it began, or after it last got on."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        self.end = time.monotonic() + SEARCH_SECONDS

    def passed(self) -> bool:
        return time.monotonic() > self.end
