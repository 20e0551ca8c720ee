"""Failed attempts to sign in, counted in the memory of this process: ten in a quarter of an hour."""

from collections import OrderedDict
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from headgate.core.edge import AnyRequest
from headgate.kit import clock
from headgate.kit.errors import too_many

LIMIT = 10
WINDOW = timedelta(minutes=15)
KEYS = 50_000
"""Names remembered at most; the one whose attempts are oldest is forgotten first."""


class Attempts:
    """Attempts by e-mail and by client address. With several processes each counts its own."""

    def __init__(self) -> None:
        self.times: OrderedDict[str, list[datetime]] = OrderedDict()

    def begin(self, *keys: str) -> None:
        """Counts an attempt before it is checked, so that many at once gain nothing. Raises 429."""
        at = clock.now()
        for key in keys:
            recent = [time for time in self.times.get(key, ()) if at - time < WINDOW]
            if len(recent) >= LIMIT:
                wait = int((recent[0] + WINDOW - at).total_seconds()) + 1
                raise too_many("Too many attempts. Wait a quarter of an hour and try again.", wait)
            self.times[key] = recent
        for key in keys:
            self.times[key].append(at)
            self.times.move_to_end(key)
        while len(self.times) > KEYS:
            self.times.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        """Takes the attempt back: only failures count."""
        for key in keys:
            if times := self.times.get(key):
                times.pop()


def attempts(request: AnyRequest) -> Attempts:
    found: Attempts = request.app.state.setdefault("attempts", Attempts())
    return found


def code_keys(request: AnyRequest, identity_id: str) -> tuple[str, str]:
    """What attempts at a second factor's code are counted by, wherever it is given."""
    return (f"code {identity_id}", f"address {address(request)}")


def address(request: AnyRequest) -> str:
    """The client's address as the server tells it; of IPv6 the network, since one client has all of it.

    Behind a proxy the server must be told to trust it, or all clients share the proxy's address.
    """
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else host
