"""Problems of an import worked through in the wizard: a value is put right once, for all its rows."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.server import running

HEADER = "deal id,name,owner,company,stage,created,close date,value"


def rows() -> list[str]:
    good = [f"{i},Deal {i},Ana,Isdom,Demo,{13 + i}/02/2024,,{i}00" for i in range(1, 15)]
    return [*good, "21,Odd,Ana,Isdom,Demo,45/02/2024,,ten", "22,Odder,Ana,Isdom,Demo,45/02/2024,,ten"]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_value_is_put_right_for_all_its_rows(visit: Visit, tmp_path: Path, size: tuple[int, int]) -> None:
    with running(tmp_path) as server:
        page = visit(server, size=size)
        file = tmp_path / "deals.csv"
        file.write_text("\n".join([HEADER, *rows()]))
        page.goto(f"{server.url}/import")
        with page.expect_file_chooser() as chooser:
            page.get_by_label("Choose files to import").click()
        chooser.value.set_files(file)
        page.get_by_role("button", name="On to columns").click()
        page.get_by_role("button", name="On to values").click()
        page.get_by_role("button", name="Check without writing").click()
        expect(page.get_by_text("2 rows are refused.")).to_be_visible()
        work = page.get_by_role("region", name="Put values right")
        expect(work.get_by_role("listitem")).to_have_count(2)
        work.get_by_label("What stands for 45/02/2024").fill("2024-02-14")
        work.get_by_role("listitem").filter(has_text="45/02/2024").get_by_role("button", name="Use").click()
        ten = work.get_by_role("listitem").filter(has_text="ten")
        ten.get_by_role("button", name="Empty").click()
        expect(ten.get_by_text("Left empty")).to_be_visible()
        expect(page.get_by_text("The plan has changed since the check.")).to_be_visible()
        page.get_by_role("button", name="Check without writing").last.click()
        expect(page.get_by_text("No row is refused.")).to_be_visible()
        expect(work).to_have_count(0)
        page.get_by_role("button", name="Import now").click()
        expect(page.get_by_text("16 deals").first).to_be_visible()
