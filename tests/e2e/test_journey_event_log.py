"""An event log goes through the wizard: activities become stages, cases deals, the board opens."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.importing import LONG_MS, chosen
from tests.flows.exchange import kin
from tests.server import Server


def test_an_event_log(empty_server: Server, visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "loans.csv"
    file.write_bytes(kin.log_file(kin.log()))
    page = visit(empty_server)
    page.goto(f"{empty_server.url}/import")
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose files to import").click()
    chooser.value.set_files(file)
    expect(chosen(page.get_by_label("What the rows of loans.csv are"))).to_have_text("Event log")
    page.get_by_role("button", name="On to columns").click()
    for column, field in {"case_id": "Case", "activity": "Activity", "timestamp": "Time"}.items():
        expect(chosen(page.get_by_label(f"Field for {column}"))).to_have_text(field)
    page.get_by_role("button", name="On to values").click()
    expect(page.get_by_role("heading", name="Activities as stages")).to_be_visible()
    for activity, kind in {"Submitted": "Open stage", "Approved": "Won", "Declined": "Lost"}.items():
        expect(chosen(page.get_by_label(f"Kind of {activity}"))).to_have_text(kind)
    page.get_by_label("Kind of Call made").select_option(label="No stage")
    expect(page.get_by_text("stays out")).to_be_visible()
    page.get_by_role("button", name="Check without writing").click()
    say = page.get_by_role("status").filter(has_text="The import would make 60 deals")
    expect(say).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG_MS)
    page.get_by_role("link", name="Open the board").click()
    expect(page.get_by_text("case 5", exact=True).first).to_be_visible()
