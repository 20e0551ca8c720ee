"""The reference pages say what the code says."""

import pytest

from scripts.reference import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_equals_the_code(name: str) -> None:
    said = (FOLDER / name).read_text("utf-8")
    assert said == PAGES[name](), f"run scripts/reference.py {name}"
