"""Conditions as data: read from JSON, checked against the catalogue, split into a shape and its values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from headgate.core.fields.catalogue import PREFIXES, Field, Record
from headgate.kit import ids
from headgate.kit.errors import Problem, bad_input

MAX_DEPTH = 8
MAX_CLAUSES = 50
MAX_LIST = 1000
LARGEST = 10**15

EQUAL = ("eq", "ne", "in", "not_in")
ORDER = ("lt", "le", "gt", "ge", "between")
EMPTY = ("is_empty", "not_empty")
OPERATORS: dict[str, tuple[str, ...]] = {
    "text": (*EQUAL, "contains", "starts_with", *EMPTY),
    "number": (*EQUAL, *ORDER, *EMPTY),
    "money": (*EQUAL, *ORDER, *EMPTY),
    "date": (*EQUAL, *ORDER, *EMPTY),
    "instant": (*ORDER, *EMPTY),
    "choice": (*EQUAL, *EMPTY),
    "user": (*EQUAL, *EMPTY),
    "link": (*EQUAL, *EMPTY),
    "flag": ("eq",),
}
Shape = tuple[Any, ...]


@dataclass(frozen=True)
class Split:
    """A condition's shape, hashable and free of values, and the values `v0, v1, …` that belong to it."""

    shape: Shape
    values: dict[str, Any]


NOTHING = Split(("all",), {})


def split(tree: Any, record: Record, *, prefix: str = "v") -> Split:
    """Checks a condition and takes its values out. Raises the 422 problem that names the clause."""
    if tree is None:
        return Split(("all",), {})
    values: dict[str, Any] = {}
    return Split(_node(tree, record, values, "/filter", 0, prefix), values)


def asks(tree: Any, name: str) -> bool:
    """Whether a condition, checked or not, asks for the field anywhere."""
    waiting = [tree]
    while waiting:  # not by recursion: what was not checked may be nested without end
        part = waiting.pop()
        if isinstance(part, dict):
            if part.get("field") == name:
                return True
            waiting += [part.get(word) for word in ("all", "any", "not")]
        elif isinstance(part, list):
            waiting += part
    return False


def _node(tree: Any, record: Record, values: dict[str, Any], at: str, depth: int, prefix: str) -> Shape:
    if depth > MAX_DEPTH:
        raise _wrong(at, f"A condition may be nested {MAX_DEPTH} deep.")
    if not isinstance(tree, dict):
        raise _wrong(at, "Expected an object with “all”, “any”, “not” or “field”.")
    for word in ("all", "any"):
        if word in tree:
            parts = tree[word]
            if len(tree) != 1 or not isinstance(parts, list):
                raise _wrong(at, f"“{word}” takes a list of conditions and stands alone.")
            # Empty ones too: the engines bound how long and deep an expression may be.
            if len(parts) > MAX_CLAUSES:
                raise _wrong(at, f"“{word}” takes at most {MAX_CLAUSES} conditions.")
            found = [
                _node(p, record, values, f"{at}/{word}/{i}", depth + 1, prefix) for i, p in enumerate(parts)
            ]
            return (word, *found)
    if "not" in tree:
        if len(tree) != 1:
            raise _wrong(at, "“not” stands alone.")
        return ("not", _node(tree["not"], record, values, f"{at}/not", depth + 1, prefix))
    return _clause(tree, record, values, at, prefix)


def _clause(tree: dict[str, Any], record: Record, values: dict[str, Any], at: str, prefix: str) -> Shape:
    unknown = tree.keys() - {"field", "op", "value"}
    if unknown:
        raise _wrong(at, f"Unknown member “{min(unknown)}”.")
    name, op = tree.get("field"), tree.get("op")
    field = record.fields.get(name) if isinstance(name, str) else None
    if field is not None and "filter" not in field.abilities and field.kept is not None:
        raise _wrong(f"{at}/field", f"“{field.label}” is not asked for: mark it filterable.")
    if field is None or "filter" not in field.abilities:
        raise _wrong(f"{at}/field", f"There is no field “{name}” of a {record.name} to filter by.")
    if op not in OPERATORS[field.type]:
        allowed = ", ".join(OPERATORS[field.type])
        raise _wrong(f"{at}/op", f"“{field.label}” can be asked: {allowed}.")
    value = tree.get("value")
    if len(values) >= MAX_CLAUSES:
        raise _wrong(at, f"A condition may have {MAX_CLAUSES} clauses.")
    if field.kept is not None and field.type == "flag" and not check_value(field, value, f"{at}/value"):
        op, value = "ne", True  # what was never ticked is not ticked
    start: Shape = ("is", field.name, op)
    if field.kept is not None:
        start = ("kept", field.kept.column, field.kept.several, op, _keep(field.kept.id, values, prefix))
    if op in EMPTY:
        return start
    if op == "between":
        if not isinstance(value, list) or len(value) != 2:
            raise _wrong(f"{at}/value", "“between” takes two values.")
        low = _keep(check_value(field, value[0], f"{at}/value/0"), values, prefix)
        high = _keep(check_value(field, value[1], f"{at}/value/1"), values, prefix)
        return (*start, low, high)
    if op in ("in", "not_in"):
        if not isinstance(value, list) or len(value) > MAX_LIST:
            raise _wrong(f"{at}/value", f"“{op}” takes a list of at most {MAX_LIST} values.")
        checked: Any = [check_value(field, v, f"{at}/value/{i}") for i, v in enumerate(value)]
    else:
        checked = check_value(field, value, f"{at}/value")
    return (*start, _keep(checked, values, prefix))


def _keep(value: Any, values: dict[str, Any], prefix: str) -> str:
    name = f"{prefix}{len(values)}"
    values[name] = value
    return name


def check_value(field: Field, value: Any, at: str = "") -> Any:
    """The value as the store wants it for this field. Raises the 422 problem with `at`, a JSON pointer."""
    problem = _wrong(at, f"“{field.label}” takes {WANTS[field.type]}.")
    match field.type:
        case "number":
            good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST
        case "money":
            good = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
        case "flag":
            good = isinstance(value, bool)
        case "date":
            good = isinstance(value, str) and _is_date(value)
        case "instant":
            return _instant(value, problem)
        case _:
            good = isinstance(value, str) and len(value) <= 10_000 and "\x00" not in value
    if not good or (field.type in ("user", "link") and not _is_id(value, field.links)):
        raise problem
    return float(value) if field.kept is not None and field.kept.column == "number" else value


WANTS = {
    "text": "text",
    "number": "a number",
    "money": "a whole number of minor units",
    "date": "a date such as 2026-11-24",
    "instant": "an instant such as 2026-11-24T09:00:00Z",
    "choice": "one of its choices",
    "user": "a member's id",
    "link": "a record's id",
    "flag": "true or false",
}


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_id(value: str, record: str | None) -> bool:
    """Whether the store takes it as the id of such a record (of any kind where the field names none)."""
    prefix = PREFIXES.get(record or "", value.partition("_")[0])
    try:
        ids.to_int(prefix, value)
    except ValueError:
        return False
    return True


def _instant(value: Any, problem: Problem) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise problem from None
    if found.tzinfo is None:
        raise problem
    return found


def _wrong(at: str, message: str) -> Problem:
    return bad_input(message, fields=[{"pointer": at, "message": message}])
