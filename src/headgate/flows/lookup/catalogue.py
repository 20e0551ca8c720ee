"""The field catalogue as the API shows it."""

from typing import Literal

from msgspec import Struct

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import RECORDS, Ability, FieldType
from headgate.kit.errors import not_found
from headgate.records.custom_fields.asking import known
from headgate.store.engine import Tx

RecordName = Literal["deal", "company", "contact", "source", "product", "member", "team", "activity"]


class Choice(Struct):
    value: str
    label: str


class FieldInfo(Struct):
    """A field of a kind of record: what it is called, what it holds, what can be done with it."""

    name: str
    label: str
    type: FieldType
    abilities: list[Ability]
    choices: list[Choice]
    links: str | None
    currency: str | None


class Fields(Struct):
    record: str
    items: list[FieldInfo]


def fields_of(tx: Tx, actor: Actor, record: str) -> Fields:
    """The fields of a kind of record, in their order, those of the workspace's own last. Raises 404."""
    if record not in RECORDS:
        raise not_found("kind of record")
    kind = known(tx, actor.workspace_id, record)
    items = [
        FieldInfo(
            name=field.name,
            label=field.label,
            type=field.type,
            abilities=sorted(field.abilities),
            choices=[Choice(value, label) for value, label in field.choices],
            links=field.links,
            currency=field.currency,
        )
        for field in kind.fields.values()
        if not field.name.endswith("_key")
    ]
    return Fields(record, items)
