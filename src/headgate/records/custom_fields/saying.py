"""Values of custom fields as text for people: in lists that are exported, in what happened to a record."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from headgate.core.access.actor import Actor
from headgate.kit import money
from headgate.records.custom_fields.queries import titled
from headgate.records.custom_fields.schemas import CustomField
from headgate.store.engine import Tx

Names = Mapping[str, str]
AND = "; "


def names_in(
    tx: Tx, actor: Actor, fields: Iterable[CustomField], customs: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """The names of all records and members that the values lead to; of deals those that the actor sees."""
    leading = {f.key: f.links or "member" for f in fields if f.kind in ("member", "link")}
    if not leading:
        return {}
    wanted: dict[str, set[str]] = {}
    for custom in customs:
        for key in leading.keys() & custom.keys():
            wanted.setdefault(leading[key], set()).add(custom[key])
    found: dict[str, str] = {}
    for record, ids in wanted.items():
        for id_, name, *owner in tx.all(titled(record), ws=actor.workspace_id, ids=sorted(ids)):
            if not owner or actor.sees_deal(id_, owner[0]):
                found[id_] = name
    return found


def said(field: CustomField, value: Any, names: Names) -> str:
    """The value in words: names in place of ids, labels of options, plain decimals."""
    if value is None:
        return ""
    match field.kind:
        case "money":
            return money.format_plain(value, field.currency or "")
        case "number":
            return f"{Decimal(repr(value)):f}"
        case "flag":
            return "yes" if value else "no"
        case "choice" | "choices":
            labels = {option.value: option.label for option in field.options}
            chosen = value if isinstance(value, list) else [value]
            return AND.join(labels.get(each, str(each)) for each in chosen)
        case "member" | "link":
            return names.get(value, "")
    return str(value)
