"""Rates drawn to their group: the worked examples, and what must always hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.shrinkage import STRONGEST, WEAKEST, Prior, prior

ORACLES = Path(__file__).parents[1] / "oracles"
COUNTS = st.lists(
    st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=20
)


def oracle(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ORACLES / f"{name}.json").read_text("utf-8"))
    return found


def made(counts: list[tuple[int, int]]) -> Prior:
    found = prior(counts)
    assert found is not None
    return found


def test_sources_of_leads() -> None:
    read = oracle("12_lead_source")
    sources, expected = read["inputs"]["sources"], read["expected"]
    common = made([(each["converted"], each["mature_leads"]) for each in sources.values()])
    assert (common.rate, common.spread, common.strength) == pytest.approx(
        (expected["pooled_rate"], expected["tau2"], expected["prior_strength"]), abs=1e-6
    )
    for name, each in sources.items():
        mean, low, high = common.of(each["converted"], each["mature_leads"])
        wanted = expected["per_source"][name]
        assert mean == pytest.approx(wanted["posterior_mean"], abs=1e-6)
        assert [low, high] == pytest.approx(wanted["credible90"], abs=1e-6)


def test_segments_of_stages() -> None:
    read = oracle("27_stage_probability")
    for stage, wanted in read["expected"].items():
        cells = [cell for cell in read["inputs"]["cells"] if cell["stage"] == stage]
        common = made([(cell["won"], cell["resolved"]) for cell in cells])
        assert (common.rate, common.spread, common.strength) == pytest.approx(
            (wanted["pooled"], wanted["tau2"], wanted["strength"]), abs=1e-6
        )
        for cell in cells:
            mean, _, _ = common.of(cell["won"], cell["resolved"])
            assert mean == pytest.approx(wanted["cells"][cell["segment"]]["shrunk"], abs=1e-6)


@given(counts=COUNTS)
def test_a_drawn_rate_lies_between_its_own_and_that_of_all(counts: list[tuple[int, int]]) -> None:
    common = prior(counts)
    if common is None:
        some = [(x, n) for x, n in counts if n]
        assert len(some) < 2 or sum(x for x, _ in some) in (0, sum(n for _, n in some))
        return
    assert WEAKEST <= common.strength <= STRONGEST
    for x, n in counts:
        mean, low, high = common.of(x, n)
        ends = sorted((x / n if n else common.rate, common.rate))
        assert ends[0] - 1e-12 <= mean <= ends[1] + 1e-12
        # Not around the mean: of a rate near nothing most of the mass lies below it.
        assert 0 <= low <= high <= 1


@given(counts=COUNTS, seed=st.randoms())
def test_the_order_of_groups_does_not_matter(counts: list[tuple[int, int]], seed: Any) -> None:
    shuffled = counts[:]
    seed.shuffle(shuffled)
    one, other = prior(counts), prior(shuffled)
    assert (one is None) == (other is None)
    if one and other:
        assert one.strength == pytest.approx(other.strength)


def test_more_successes_than_there_are_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="between 0 and n"):
        prior([(3, 2), (1, 2)])
