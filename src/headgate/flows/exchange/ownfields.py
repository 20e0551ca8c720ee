"""Fields of the workspace's own as what a file may fill, beside those that every workspace has."""

from collections.abc import Sequence

from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.targets import RECORD_OF, Target, targets
from headgate.records.custom_fields.asking import STEM, entry
from headgate.records.custom_fields.schemas import CustomField

KINDS: tuple[Kind, ...] = ("deals", "companies", "contacts", "products")


def targets_with(kind: Kind, own: Sequence[CustomField]) -> dict[str, Target]:
    """All that a file of a kind may fill, by name. A link to a deal is no target: its name tells no deal."""
    found = targets(kind)
    if kind not in KINDS:
        return found
    for field in own:
        if field.record != RECORD_OF[kind] or field.archived or field.links == "deal":
            continue
        known = entry(field)
        words = (header_words(field.name) or field.name, header_words(field.key))
        name = f"{STEM}{field.key}"
        found[name] = Target(name, field.name, known.type, known.links, known.choices, words, field)
    return found
