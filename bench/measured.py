"""What was measured of one case, and the line of the report that it comes to."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MEASURED = ("rate", "p50", "p99", "cpu", "bound", "static", "replay", "least")


@dataclass
class Row:
    """What was measured of one case with so many clients: a value a round."""

    case: str
    clients: int
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bound: list[float] = field(default_factory=list)
    static: list[float] = field(default_factory=list)
    replay: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    size: int = 0
    statements: int = 0

    def summary(self) -> dict[str, Any]:
        """Medians; times in milliseconds, CPU in microseconds a request. A ratio is taken within each round:
        a machine that is twice as slow for a while is so for both of its sides."""
        mid = {name: statistics.median(getattr(self, name) or [0.0]) for name in MEASURED}
        alone = [each + replay for each, replay in zip(self.static, self.replay, strict=True)]
        return {
            "case": self.case,
            "clients": self.clients,
            "requests_per_second": round(mid["rate"]),
            "p50_ms": round(mid["p50"] * 1e3, 2),
            "p99_ms": round(mid["p99"] * 1e3, 2),
            "cpu_us": round(mid["cpu"] * 1e6),
            "bound_us": round(mid["bound"] * 1e6),
            "static_us": round(mid["static"] * 1e6),
            "replay_us": round(mid["replay"] * 1e6),
            "minimum_us": round(mid["least"] * 1e6) if self.least else None,
            "overhead": ratio(self.cpu, self.bound),
            "overhead_alone": ratio(self.cpu, alone),
            "design": ratio(self.replay, self.least),
            "bytes": self.size,
            "statements": self.statements,
        }


def ratio(above: Sequence[float], below: Sequence[float]) -> float | None:
    """The median of the rounds' ratios; none where nothing stands below."""
    if not below:
        return None
    return round(statistics.median(a / b for a, b in zip(above, below, strict=True)), 2)
