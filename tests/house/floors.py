"""The plan of the floors and the order of their rooms, and what an import that breaks it looks like."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

FLOOR = {"kit": 1, "store": 2, "core": 3, "records": 4, "insight": 5, "flows": 5, "rooms": 5, "app": 6}
FIFTH = ("insight", "flows", "rooms")  # the parts of the fifth floor, in order

# The rooms of a floor whose order is fixed. A new room is put here where it belongs.
ROOMS = {
    "records": (
        "workspace members custom_fields companies contacts sources products pipelines targets rates deals "
        "people lines collaborators activities "
        "files qualification quotes negotiation closing views dashboards reviews"
    ).split(),
    "flows": (
        "lookup reshape exchange bulk merge automations notifications webhooks live mail calendar capture"
    ).split(),
    "rooms": "messages documents calls".split(),
}
NO_CIRCLES = ("core", "insight")  # no order of rooms, but none may need one that needs it

Import = tuple[tuple[str, ...], tuple[str, ...]]  # (parts of the importing module, parts of the imported)


def module_of(path: str) -> tuple[tuple[str, ...], bool]:
    """The parts of the module below `headgate`, and whether the file is a package's `__init__`."""
    parts = tuple(path.removeprefix("src/headgate/").removesuffix(".py").split("/"))
    return (parts[:-1], True) if parts[-1] == "__init__" else (parts, False)


def imports(path: str, text: str) -> Iterator[Import]:
    """Every import of ours in the file: at the top, in functions, under TYPE_CHECKING, or by name."""
    here, is_package = module_of(path)
    for node in ast.walk(ast.parse(text, path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            up = node.level - 1 if is_package else node.level
            base = ["headgate", *here[: len(here) - up]] if node.level else []
            base += node.module.split(".") if node.module else []
            names = [".".join([*base, alias.name]) for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
        for name in names:
            head, *rest = name.split(".")
            if head == "headgate" and rest and rest[0] in FLOOR:
                yield here, tuple(rest)


def upward(imported: Iterable[Import]) -> list[str]:
    """One sentence for each import that leads upward, or sideways to a later room."""
    wrong = []
    for here, there in imported:
        mine, theirs = (here[0] if here else "app"), there[0]
        said = f"{'.'.join(here)} imports {'.'.join(there)}"
        if mine not in FLOOR:
            mine = "app"  # a module that stands beside the floors may see all of them
        if FLOOR[theirs] > FLOOR[mine]:
            wrong.append(f"{said}: floor {FLOOR[theirs]} from floor {FLOOR[mine]}")
        elif mine != theirs and mine in FIFTH and theirs in FIFTH and FIFTH.index(theirs) > FIFTH.index(mine):
            wrong.append(f"{said}: {theirs} comes after {mine}")
        elif mine == theirs and mine in ROOMS and len(here) > 1 and len(there) > 1 and here[1] != there[1]:
            order = ROOMS[mine]
            if not {here[1], there[1]} <= set(order):
                wrong.append(f"{said}: the order of rooms does not name both")
            elif order.index(there[1]) > order.index(here[1]):
                wrong.append(f"{said}: {there[1]} comes after {here[1]}")
    return wrong


def circles(imported: Iterable[Import], floor: str) -> list[str]:
    """The rooms of `floor` that need each other, each with the rooms on its way back to itself."""
    needs: dict[str, set[str]] = defaultdict(set)
    for here, there in imported:
        if here[:1] == there[:1] == (floor,) and len(here) > 1 and len(there) > 1 and here[1] != there[1]:
            needs[here[1]].add(there[1])
    reach = {room: set(of) for room, of in needs.items()}
    for middle in list(reach):
        for rooms in reach.values():
            if middle in rooms:
                rooms |= reach[middle]
    return sorted(f"{room} needs itself, through {sorted(of)}" for room, of in reach.items() if room in of)
