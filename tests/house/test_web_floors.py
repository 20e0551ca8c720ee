"""The same plan holds in web/src: a module imports from its own floor and those below, never upward."""

import posixpath
import re

import pytest

from tests.house.floors import ROOMS
from tests.house.tree import files

ORDER = "ui kit core records insight flows rooms app".split()
SPECIFIER = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*["'](\.{1,2}/[^"']+|~/[^"']+)["']""")


def upward(path: str, text: str) -> list[str]:
    """One sentence for each import of `path` (below web/src) that leads upward or to a later room."""
    here = path.removeprefix("web/src/").split("/")
    if len(here) < 2:
        return []  # an entry beside the floors may see all of them
    wrong = []
    for specifier in SPECIFIER.findall(text):
        relative = posixpath.join(posixpath.dirname("/".join(here)), specifier)
        there = posixpath.normpath(specifier.removeprefix("~/") if specifier[0] == "~" else relative).split(
            "/"
        )
        if there[0] not in ORDER or here[0] not in ORDER:
            wrong.append(f"{path} imports {specifier}: not between two floors")
        elif ORDER.index(there[0]) > ORDER.index(here[0]):
            wrong.append(f"{path} imports {specifier}: {there[0]} comes after {here[0]}")
        elif there[0] == here[0] and here[0] in ROOMS:
            order, rooms = ROOMS[here[0]], [posixpath.splitext(each[1])[0] for each in (here, there)]
            if set(rooms) <= set(order) and order.index(rooms[1]) > order.index(rooms[0]):
                wrong.append(f"{path} imports {specifier}: {rooms[1]} comes after {rooms[0]}")
    return wrong


def test_the_web_application_imports_downward() -> None:
    seen = list(files(("web/src",), (".ts", ".tsx")))
    assert seen, "no module was found, so nothing was checked"
    assert [said for path, text in seen for said in upward(path, text)] == []


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        ("ui/button.tsx", 'import { money } from "../kit/money";', True),
        ("core/api.ts", "import type { Deal } from '~/records/deals/types';", True),
        ("core/api.ts", 'const page = lazy(() => import("../app/page"));', True),
        ("core/api.ts", 'import "../insight/chart.css";', True),
        ("core/api.ts", 'export * from "../flows/live";', True),
        ("records/companies/card.tsx", 'import { Board } from "../deals/board";', True),
        ("records/deals/board.tsx", 'import { Company } from "../companies/card";', False),
        (
            "records/deals/board.tsx",
            'import { Card } from "./card";\nimport { Button } from "~/ui/button";',
            False,
        ),
        (
            "app/main.tsx",
            'import { Board } from "../records/deals/board";\nimport React from "react";',
            False,
        ),
        ("main.tsx", 'import "./app/main";', False),
    ],
)
def test_an_upward_import_is_seen(path: str, text: str, wrong: bool) -> None:
    assert bool(upward(f"web/src/{path}", text)) == wrong
