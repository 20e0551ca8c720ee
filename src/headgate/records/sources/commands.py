"""The verbs of sources: create, edit, archive, restore."""

from collections.abc import Mapping, Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, currency, line, sent, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids, periods
from headgate.kit.text import fold
from headgate.records.sources import events, queries, tree
from headgate.records.sources.fields import SOURCE
from headgate.records.sources.schemas import EditSource, NameSource, NewSource
from headgate.records.workspace.queries import workspace_of

MOST = 2_000
CIRCLE = "A source cannot stand below itself, directly or through others."
OF_CAMPAIGNS = ("starts_on", "ends_on", "cost")
undoable(SOURCE)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search key that follows from the name."""
    return {"name_key": fold(values["name"])} if "name" in values else {}


KEYS[SOURCE] = keys


def lock(work: Work) -> None:
    """Locks all sources, so that two changes at once cannot close a circle or share a word."""
    rows.load(work.tx, work.ws, SOURCE, [source.id for source in queries.sources_of(work.tx, work.ws)])


def checked(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep. Raises 422 that names the field."""
    found = dict(values)
    if "name" in values:
        found["name"] = line(values["name"], f"{place}/name")
    if "words" in values:
        kept = [line(word, f"{place}/words/{i}") for i, word in enumerate(values["words"])]
        found["words"] = list({fold(word): word for word in kept}.values())
    for name in ("starts_on", "ends_on"):
        if values.get(name) is not None:
            day(values[name], f"{place}/{name}")
    if "currency" in values:
        currency(values["currency"], f"{place}/currency")
    return {**found, **keys(found)}


def day(text: str, place: str) -> None:
    """Raises 422 for a text that is no date."""
    try:
        periods.day_start(text, "UTC")
    except ValueError:
        raise wrong(place, f"“{text}” is not a date.") from None


def check_whole(row: Mapping[str, Any], place: str) -> None:
    """Raises 422 for a plain source with a campaign's fields, and for an end before the beginning."""
    if row["kind"] != "campaign":
        for name in OF_CAMPAIGNS:
            if row[name] is not None:
                raise wrong(f"{place}/{name}", "Only a campaign has a beginning, an end and a cost.")
    if row["starts_on"] and row["ends_on"] and row["ends_on"] < row["starts_on"]:
        raise wrong(f"{place}/ends_on", "It ends before it starts.")


def check_tree(work: Work, places: Mapping[str, str]) -> None:
    """Raises 422 for a circle, a word that is taken, or too many. `places`: source -> pointer to it."""
    found = queries.sources_of(work.tx, work.ws)
    first = next(iter(places.values()))
    if len(found) > MOST:
        raise wrong(f"{first}/name", f"There are at most {MOST} sources.")
    if circle := tree.in_circle(found):
        raise wrong(f"{places.get(circle, first)}/parent_id", CIRCLE)
    if twice := tree.said_twice(found):
        raise wrong(f"{places.get(twice[1], first)}/name", f"“{twice[0]}” is the name of another source.")


@verb("source.create", permission="source.edit", payload=NewSource)
def create(work: Work, batch: Sequence[NewSource]) -> list[str]:
    """Gives the ids of the sources made. Raises 422 that names the field."""
    lock(work)
    base = workspace_of(work.tx, work.ws).base_currency
    made = {}
    for place, new in at(batch):
        values = sent(new)
        values["currency"] = values["currency"] or base
        kept = checked(values, place)
        check_whole(kept, place)
        fresh = {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        made[place] = {"id": ids.new("src"), **kept, **fresh}
    check_links(
        work.tx, work.ws, SOURCE, {f"{place}/parent_id": row["parent_id"] for place, row in made.items()}
    )
    rows.insert(work, SOURCE, events.CREATED, list(made.values()))
    check_tree(work, {row["id"]: place for place, row in made.items()})
    tree.keep(work)
    return [row["id"] for row in made.values()]


@verb("source.edit", permission="source.edit", payload=EditSource)
def edit(work: Work, batch: Sequence[EditSource]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field."""
    lock(work)
    found = rows.load_each(work.tx, work.ws, SOURCE, [change.id for change in batch])
    places = {}
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values = checked(sent(change), place)
        check_links(work.tx, work.ws, SOURCE, {f"{place}/parent_id": values.get("parent_id")})
        name = values.get("name", row["name"])
        words: list[str] = values["words"] if "words" in values else row["words"]
        if name != row["name"]:
            words = [*words, row["name"]]
        values["words"] = [word for word in words if word != name]
        check_whole({**row, **values}, place)
        rows.edit(work, SOURCE, events.EDITED, row, values)
        places[row["id"]] = place
    check_tree(work, places)
    tree.keep(work)
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameSource], kind: str, standing: str) -> list[str]:
    found = rows.load_each(work.tx, work.ws, SOURCE, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, SOURCE, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("source.archive", permission="source.edit", payload=NameSource, inverse="source.restore")
def archive(work: Work, batch: Sequence[NameSource]) -> list[str]:
    """Sources are offered no more; deals that came from them still do."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("source.restore", permission="source.edit", payload=NameSource, inverse="source.archive")
def restore(work: Work, batch: Sequence[NameSource]) -> list[str]:
    """Brings archived sources back."""
    return put(work, batch, events.RESTORED, rows.LIVE)


@reverser(SOURCE, "source.edit")
def undo_source(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves a tree in which each word is there once."""
    lock(work)
    put_back(work, record, subjects)
    found = queries.sources_of(work.tx, work.ws)
    if tree.in_circle(found):
        raise InTheWay("What it belonged to belongs to it by now.")
    if twice := tree.said_twice(found):
        raise InTheWay(f"“{twice[0]}” is the name of another source by now.")
    tree.keep(work)


@holds(SOURCE)
def below(work: Work, source_id: str) -> None:
    if any(source.parent_id == source_id for source in queries.sources_of(work.tx, work.ws)):
        raise InTheWay("Other sources belong to it.")
