"""The values of custom fields in a change of records: checked by kind, with defaults and what is required."""

from collections.abc import Mapping, Sequence
from typing import Any

from headgate.core.fields.given import check_links, merged, wrong
from headgate.core.verbs.work import Work
from headgate.records.custom_fields.declaring import may_change
from headgate.records.custom_fields.kinds import checked
from headgate.records.custom_fields.queries import fields_for, owners_of_deals
from headgate.records.custom_fields.schemas import CustomField

HELD_TO_IT = ("user", "api")
"""Of whom required fields are asked: what an import or the demo brings may lack them."""

Given = tuple[str, Mapping[str, Any] | None, Mapping[str, Any]]
"""(place of the record in the batch, what it had or None for a new one, what was sent)."""


def filled(work: Work, record: str, batch: Sequence[Given]) -> list[dict[str, Any]]:
    """The custom values of each record after the change. Raises 422 that names the place."""
    if not any(sent or had is None for _, had, sent in batch):
        return [dict(had or {}) for _, had, _ in batch]
    fields = fields_for(work, record)
    found: list[dict[str, Any]] = []
    links: dict[str, dict[str, str | None]] = {}
    for place, had, sent in batch:
        values = {}
        for key, value in sent.items():
            here = f"{place}/custom/{key}"
            values[key] = one(fields, record, key, value, here, (had or {}).get(key))
            if values[key] is not None and key in fields and fields[key].kind in ("member", "link"):
                links.setdefault(fields[key].links or "member", {})[here] = values[key]
        if had is None:
            values = {**defaults(fields), **values}
        after = merged(had or {}, values)
        if work.actor.origin in HELD_TO_IT:
            asked = {key: field for key, field in fields.items() if may_change(work.actor, field)}
            check_required(asked, place, after, None if had is None else values)
        found.append(after)
    for target, wanted in links.items():
        check_links(work.tx, work.ws, target, wanted)
        if target == "deal":
            check_sight(work, wanted)
    return found


def one(fields: Mapping[str, CustomField], record: str, key: str, value: Any, place: str, had: Any) -> Any:
    field = fields.get(key)
    if field is None or field.archived:
        if value is None and (had is not None or field is not None):
            return None
        if not (key.isidentifier() and key.isascii()):
            place = place.rpartition("/custom")[0] + "/custom"
        raise wrong(place, f"There is no custom field “{key[:80]}” of a {record}.")
    return checked(field, value, place, had)


def defaults(fields: Mapping[str, CustomField]) -> dict[str, Any]:
    return {key: f.default for key, f in fields.items() if f.default is not None and not f.archived}


def check_required(
    fields: Mapping[str, CustomField], place: str, after: Mapping[str, Any], sent: Mapping[str, Any] | None
) -> None:
    """A new record (`sent` None) has all that is required; a change takes none of it away."""
    for key, field in fields.items():
        if field.required and not field.archived and key not in after and (sent is None or key in sent):
            raise wrong(f"{place}/custom/{key}", f"“{field.name}” is required.")


def check_sight(work: Work, wanted: Mapping[str, str | None]) -> None:
    """A deal that the actor does not see is as good as none."""
    ids = sorted({id_ for id_ in wanted.values() if id_ is not None})
    owners = dict(work.tx.all(owners_of_deals(), ws=work.ws, ids=ids))
    for place, id_ in wanted.items():
        if id_ is not None and not work.actor.sees_deal(id_, owners[id_]):
            raise wrong(place, f"There is no deal {id_}.")
