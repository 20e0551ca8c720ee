"""The import wizard as a person goes through it, from the choice of files to taking everything back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.exported import RIGHT, WRONG, Export

LONG_MS = 120_000

# What the wizard is to make of the columns by itself.
GUESSES = {
    "opportunity_id": "External id",
    "deal_stage": "Stage",
    "engage_date": "Created",
    "close_date": "Closed",
    "close_value": "Value",
    "employees": "Employees",
    "subsidiary_of": "Parent company",
    "sales_price": "List price",
    "manager": "Team / manager",
    "regional_office": "Team / region",
}


def choose(page: Page, export: Export) -> None:
    """Chooses the files; the wizard opens with what it thinks they are."""
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose files to import").click()
    chooser.value.set_files(export.files)
    expect(page.get_by_role("heading", name="What the files hold")).to_be_visible()
    kinds = ("Deals", "Companies", "Products", "Members and teams")
    for file, kind in zip(export.files, kinds, strict=True):
        expect(chosen(page.get_by_label(f"What the rows of {file.name} are"))).to_have_text(kind)


def chosen(of: Locator) -> Locator:
    """What a native list of choices shows."""
    return of.locator("option:checked")


def look_at_columns(page: Page) -> None:
    page.get_by_role("button", name="On to columns").click()
    for column, field in GUESSES.items():
        expect(chosen(page.get_by_label(f"Field for {column}"))).to_have_text(field)
    # The word for a person's deals and the name of a person stand in two files, each with its own field.
    agents = page.get_by_label("Field for sales_agent")
    assert chosen(agents).all_inner_texts() == ["Owner", "Name"]
    # A choice by hand is kept, and can be taken back.
    sector = page.get_by_label("Field for sector")
    sector.select_option(label="Do not import")
    expect(page.get_by_text("chosen by you")).to_be_visible()
    sector.select_option(label="Sector")
    expect(page.get_by_text("Saved as you go")).to_be_visible()


def settle_values(page: Page) -> None:
    """The misspelt product gets its partner; deals without a value take the list price."""
    page.get_by_role("button", name="On to values").click()
    for stage, kind in {
        "Won": "Won",
        "Lost": "Lost",
        "Engaging": "Open stage",
        "Prospecting": "Open stage",
    }.items():
        expect(chosen(page.get_by_label(f"Kind of {stage}"))).to_have_text(kind)
    partner = page.get_by_role("combobox", name=f"Partner for {WRONG}")
    partner.fill(RIGHT[:-1])
    page.get_by_role("option", name=RIGHT, exact=True).click()
    expect(partner).to_have_value(RIGHT)
    page.get_by_role("radio", name="take the list price, if they are open").check()
    for record in ("Companies", "Products", "Members"):
        expect(page.get_by_role("checkbox", name=re.compile(f"^{record}"))).to_be_checked()


def check(page: Page, export: Export) -> None:
    """The dry run: it says what would be made, refuses nothing, and nothing is written."""
    page.get_by_role("button", name="Check without writing").click()
    say = page.get_by_role("status").filter(has_text="The import would make")
    expect(say).to_be_visible(timeout=LONG_MS)
    expect(say).to_contain_text(f"{export.truth['overall']['deals']:,} deals, ")
    expect(say).to_contain_text("No row is refused.")
    stages = page.get_by_role("region", name="Deals by stage")
    for stage, count in export.truth["stage_counts"].items():
        expect(stages.get_by_role("listitem").filter(has_text=stage)).to_contain_text(f"{count:,}")
    expect(page.get_by_text(re.compile("at list price"))).to_contain_text(
        f"{export.truth['overall']['open_value_at_list_price']:,.0f}"
    )


def apply(page: Page) -> None:
    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("progressbar", name="Importing")).to_be_visible()
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG_MS)


def whole(page: Page, export: Export) -> None:
    """All of it, from the page of imports to the end."""
    choose(page, export)
    look_at_columns(page)
    settle_values(page)
    check(page, export)
    apply(page)


def take_back(page: Page) -> None:
    """Undoes the import but for what people have changed since; refused without that choice."""
    page.get_by_role("link", name="Import", exact=True).click()
    past = page.get_by_role("region", name="Imports so far").get_by_role("listitem").first
    past.get_by_role("button", name=re.compile("^Undo")).click()
    dialog = page.get_by_role("dialog", name=re.compile("^Undo the import"))
    dialog.get_by_role("button", name="Undo this import").click()
    expect(dialog.get_by_text("Some records were changed by people")).to_be_visible()
    dialog.get_by_role("checkbox", name=re.compile("^Leave what somebody has changed")).check()
    dialog.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="Undone", exact=True)).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("Everything is as before, but for")).to_be_visible()
