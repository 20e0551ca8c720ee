"""Asks axe-core what of a page people with impairments would stumble over."""

from typing import Any

from playwright.sync_api import Page

from tests.house.tree import ROOT

SOURCE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
RUN = "axe.run(document, {resultTypes: ['violations']})"


def found(page: Page) -> list[str]:
    """What axe finds grave on the page as it stands: rule, place and reason in a line each."""
    if not page.evaluate("typeof axe === 'object'"):
        # Evaluated by the debugger, so the policy of the page does not stand in its way.
        page.evaluate(SOURCE.read_text("utf-8") + "\n;undefined")
    violations: list[dict[str, Any]] = page.evaluate(RUN)["violations"]
    return [
        f"{each['id']} at {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
        for each in violations
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
