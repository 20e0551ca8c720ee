"""What a file must not say, and where: each rule takes a path and a text and yields what is wrong."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

STORE = "src/headgate/store/"
ENGINE = re.compile(r"sqlite|apsw|psycopg|postgres", re.IGNORECASE)

# Sentences for the operator, who does choose an engine. Texts only: no name and no import.
SPEAKS_OF_ENGINES = frozenset({"src/headgate/app/settings.py", "src/headgate/app/cli.py"})

# Put together here, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
VAGUE = frozenset("util utils helper helpers common manager managers service services misc".split())

Wrong = Iterator[str]


def names(node: ast.AST) -> list[str]:
    """The identifiers that a node brings: names, attributes, arguments, keywords, definitions, imports."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        module = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        return [*module, *(f"{alias.name} {alias.asname or ''}" for alias in node.names)]
    if isinstance(node, ast.alias):
        return []  # said with its import
    found = (getattr(node, field, None) for field in ("id", "attr", "arg", "name"))
    return [each for each in found if isinstance(each, str)]


def engines(path: str, text: str) -> Wrong:
    """Engine names stand in the store alone, in names, imports and texts alike."""
    if not path.startswith("src/headgate/") or path.startswith(STORE):
        return
    for node in ast.walk(ast.parse(text, path)):
        said = names(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and path not in SPEAKS_OF_ENGINES:
            said.append(node.value)
        for each in said:
            if match := ENGINE.search(each):
                line = getattr(node, "lineno", 0)
                yield f"{path}:{line}: names the engine {match.group()} outside the store"


def second_library(path: str, text: str) -> Wrong:
    """The standard library's SQLite beside ours in one process loses commits silently."""
    for node in ast.walk(ast.parse(text, path)):
        said: list[str] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            said = names(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            said = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
        if any(re.match(r"sqlite3\b", each) for each in said):
            yield f"{path}:{getattr(node, 'lineno', 0)}: imports sqlite3"


def commits(path: str, text: str) -> Wrong:
    """Commit is at the edge: the store's unit of work does it, nobody else."""
    if not path.startswith("src/headgate/") or path.startswith(STORE):
        return
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield f"{path}:{node.lineno}: calls commit outside the store"
        if isinstance(node, ast.Constant) and re.search(r"\bCOMMIT\b", str(node.value)):
            yield f"{path}:{node.lineno}: writes COMMIT outside the store"


def unfinished(path: str, text: str) -> Wrong:
    """No mark of unfinished work; in Python no stub and no swallowed error either."""
    for number, line in enumerate(text.splitlines(), 1):
        if match := UNFINISHED.search(line):
            yield f"{path}:{number}: {match.group()}"
    if not path.endswith(".py"):
        return
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield f"{path}:{node.lineno}: a stub"
        if isinstance(node, ast.ExceptHandler) and all(
            isinstance(each, ast.Pass)
            or (
                isinstance(each, ast.Expr)
                and isinstance(each.value, ast.Constant)
                and each.value.value is ...
            )
            for each in node.body
        ):
            yield f"{path}:{node.lineno}: an error swallowed"


def vague(path: str, _text: str = "") -> Wrong:
    """A module is named by the trade or by what it does, never by a drawer for odd things."""
    for part in PurePosixPath(path).parts:
        last = re.split(r"[_-]", part.split(".")[0].lower())[-1]
        if last in VAGUE:
            yield f"{path}: '{part}' says nothing of what is in it"


def nameless(path: str, text: str) -> Wrong:
    """The first line of a module says what it is for."""
    tree = ast.parse(text, path)
    said = ast.get_docstring(tree, clean=True)
    if not said or tree.body[0].lineno != 1 or not said.splitlines()[0].strip():
        yield f"{path}: its first line does not say what it is for"
