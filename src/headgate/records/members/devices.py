"""What a user agent says of a device: the name of the browser and of the system, no version."""

import re
from typing import NamedTuple

from headgate.core.edge import AnyRequest

# In this order: most browsers also call themselves by the names further down.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/", "OPiOS/"), "Opera"),
    (("Vivaldi/",), "Vivaldi"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/", "Chromium/"), "Chrome"),
    (("Safari/",), "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("Linux", "Linux"),
)
PROGRAM = re.compile(r"([A-Za-z][A-Za-z0-9._-]{0,39})(/|$)")
"""How programs that are no browser begin: `curl/8.5.0`."""
READ = 500


class Device(NamedTuple):
    """Names as their makers write them; None where the user agent does not tell."""

    browser: str | None = None
    system: str | None = None


UNKNOWN = Device()


def device_of(user_agent: str) -> Device:
    """What can be read from the beginning of a user agent; anybody may have made it up."""
    said = user_agent[:READ]
    system = next((name for mark, name in SYSTEMS if mark in said), None)
    browser = next((name for marks, name in BROWSERS if any(mark in said for mark in marks)), None)
    if browser is None and (found := PROGRAM.match(said)) and found.group(1) != "Mozilla":
        browser = found.group(1)
    return Device(browser, system)


def device(request: AnyRequest) -> Device:
    return device_of(request.headers.get("user-agent", ""))
