"""A mapping is kept after a check, proposed for the next file of the same columns, renamed and removed."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.server import Server, running

EXPORT = """Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date
11,Alpha,Appointment Scheduled,2024-06-01 10:30,Ana,100,2024-02-01 10:30
12,Beta,Closed Won,2024-03-01 10:30,Ana,200,2024-02-01 10:30
"""


def upload(page: Page, server: Server, path: Path) -> None:
    page.goto(f"{server.url}/import")
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose files to import").click()
    chooser.value.set_files(path)
    expect(page.get_by_text("This looks like a HubSpot export of deals.")).to_be_visible()


def test_a_mapping_is_kept_and_taken_again(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(EXPORT)
    with running(tmp_path) as server:
        page = visit(server)
        upload(page, server, path)
        page.get_by_role("button", name="On to columns").click()
        page.get_by_label("Field for Deal owner").select_option(label="Do not import")
        page.get_by_role("button", name="On to values").click()
        page.get_by_role("button", name="Check without writing").click()
        page.get_by_label("Name of the mapping").fill("Monthly deals")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_text("Kept: the next file with these columns can be read so.")).to_be_visible()

        upload(page, server, path)
        expect(page.get_by_text("A file with these columns was read as “Monthly deals”.")).to_be_visible()
        page.get_by_role("button", name="Read it so again").click()
        expect(page.get_by_role("button", name="Read so")).to_be_visible()
        page.get_by_role("button", name="On to columns").click()
        owner = page.get_by_label("Field for Deal owner")
        expect(owner.locator("option:checked")).to_have_text("Do not import")

        page.goto(f"{server.url}/import")
        page.get_by_text("Monthly deals").click()
        page.get_by_label("Name of the mapping").fill("Deals by month")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Deals by month")).to_be_visible()
        page.get_by_role("button", name="Remove the mapping Deals by month").click()
        expect(page.get_by_text("Removed the mapping “Deals by month”.")).to_be_visible()
        expect(page.get_by_role("heading", name="Saved mappings")).to_have_count(0)
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(page.get_by_role("heading", name="Saved mappings")).to_be_visible()
