"""A condition said as a sentence."""

from collections.abc import Callable
from typing import Any

from headgate.core.fields.catalogue import Field, Record

WORDS = {
    "eq": "is",
    "ne": "is not",
    "in": "is one of",
    "not_in": "is none of",
    "lt": "is below",
    "le": "is at most",
    "gt": "is above",
    "ge": "is at least",
    "between": "is between",
    "contains": "contains",
    "starts_with": "starts with",
    "is_empty": "is empty",
    "not_empty": "is filled",
}
DATE_WORDS = {"lt": "is before", "le": "is on or before", "gt": "is after", "ge": "is on or after"}
Show = Callable[[Field, Any], str]


def say(tree: Any, record: Record, show: Show) -> str:
    """“Owner is one of Ana, Ben and Amount is at least €5,000”. `show` words a value of a field."""
    if not tree:
        return f"every {record.name}"
    for word, join in (("all", " and "), ("any", " or ")):
        if word in tree:
            parts = [say(part, record, show) for part in tree[word]]
            nested = [
                f"({p})" if "all" in t or "any" in t else p for p, t in zip(parts, tree[word], strict=True)
            ]
            return join.join(nested) if nested else f"every {record.name}"
    if "not" in tree:
        return f"not ({say(tree['not'], record, show)})"
    field = record.field(tree["field"])
    op, value = tree["op"], tree.get("value")
    words = DATE_WORDS.get(op, WORDS[op]) if field.type in ("date", "instant") else WORDS[op]
    if op in ("is_empty", "not_empty"):
        return f"{field.label} {words}"
    if op == "between":
        return f"{field.label} {words} {show(field, value[0])} and {show(field, value[1])}"
    if isinstance(value, list):
        return f"{field.label} {words} {', '.join(show(field, v) for v in value)}"
    return f"{field.label} {words} {show(field, value)}"
