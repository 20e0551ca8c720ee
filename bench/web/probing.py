"""What the page itself measures: from what the hand does to the frame that shows what came of it."""

from collections.abc import Callable

from playwright.sync_api import CDPSession, Page

from tests.e2e import boarding as b

# Runs before the page's own code. A timer set within a frame fires once that frame is painted.
PROBE = """
localStorage.setItem('headgate', JSON.stringify({rail: true}))
window.probe = {blocked: 0, lastTask: 0}
probe.painted = (done) => new Promise((tell) => {
  const look = () => (done() ? setTimeout(() => tell(performance.now())) : requestAnimationFrame(look))
  requestAnimationFrame(look)
})
probe.after = (kind, done) => {
  probe.waited = new Promise((tell) => addEventListener(kind,
    (event) => probe.painted(done).then((at) => tell(at - event.timeStamp)), {capture: true, once: true}))
}
probe.column = (card) =>
  document.querySelector(`[data-card="${card}"]`)?.closest('section')?.querySelector('h2')
probe.counts = () => [...document.querySelectorAll('[data-board] h2')].map((head) => head.ariaLabel).join()
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) {
    probe.blocked += Math.max(0, task.duration - 50)
    probe.lastTask = task.startTime + task.duration
  }
}).observe({type: 'longtask', buffered: true})
probe.first = probe.painted(() => document.querySelector('[data-card]'))
"""

# The card is under another head, and the counts of both columns have changed.
MOVED = """([card, kind]) => {
  const from = probe.column(card), before = probe.counts()
  probe.after(kind, () => probe.column(card) && probe.column(card) !== from && probe.counts() !== before)
}"""
OPENED = "() => probe.after('click', () => document.querySelector('[data-panel] [data-panel-heading]'))"
SETTLE_MS = 2_500
"""The panel's code is fetched while nobody does anything; a person takes longer than this to read."""


def waited(page: Page, arm: Callable[[], None], act: Callable[[], None]) -> float:
    arm()
    act()
    return float(page.evaluate("probe.waited"))


def visit(page: Page, cdp: CDPSession, url: str, rate: int) -> dict[str, float]:
    """One person's visit to the board; milliseconds, but for the last two."""
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(url)
    found = {"first cards painted": float(page.evaluate("probe.first"))}
    page.wait_for_timeout(SETTLE_MS)
    found["interactive (last long task ended)"] = float(page.evaluate("probe.lastTask"))
    found["blocked while loading"] = float(page.evaluate("probe.blocked"))
    found["nodes on the page"] = float(page.evaluate("document.querySelectorAll('*').length"))
    found["heap, MB"] = float(page.evaluate("performance.memory.usedJSHeapSize / 1e6"))

    columns = page.locator("[data-board] > section")
    cards = [b.deal_id(columns.nth(at).locator("article").nth(1)) for at in (0, 1, 2)]
    found["drop to paint"] = waited(
        page,
        lambda: page.evaluate(MOVED, [cards[0], "drop"]),
        lambda: b.drag(page, b.card_of(page, cards[0]), columns.nth(3)),
    )
    b.link(b.card_of(page, cards[1])).focus()
    found["keyboard move to paint"] = waited(
        page,
        lambda: page.evaluate(MOVED, [cards[1], "keydown"]),
        lambda: page.keyboard.press("Shift+ArrowRight"),
    )
    page.wait_for_timeout(SETTLE_MS)
    found["click to panel painted"] = waited(
        page, lambda: page.evaluate(OPENED), lambda: b.card_of(page, cards[2]).click()
    )
    return found
