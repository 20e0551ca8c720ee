"""Names looked up in the workspace while an import goes on: which record each means, read by the chunk."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from headgate.flows.exchange import contactrows
from headgate.flows.exchange.targets import COMPANIES, COMPANY_KEY
from headgate.kit.text import fold, squash
from headgate.records.companies.queries import companies_from, companies_matching
from headgate.records.members.queries import members_named, teams_named
from headgate.records.products.queries import products_matching
from headgate.store.engine import Tx

KEPT = 50_000
"""Names remembered before all are forgotten and read again."""
Find = Callable[[Tx, str, Sequence[str]], dict[str, list[tuple[str, str]]]]
COMING = ""
"""The id, in a check, of a record that the import itself would make first."""


class Known:
    """The records of one kind by name: the very name first, then the folded, then the squashed one."""

    def __init__(self, find: Find, key: Callable[[str], str]) -> None:
        self.find = find
        # The same few names come again and again, and folding one costs more than all the rest here.
        self.key = lru_cache(maxsize=KEPT)(lambda name: key(name) or name)
        self.loaded: dict[str, list[tuple[str, str]]] = {}
        self.coming: set[str] = set()

    def load(self, tx: Tx, ws: str, names: Iterable[str]) -> None:
        """Reads those that are not known yet."""
        wanted = {self.key(name): name for name in names}
        missing = [name for key, name in wanted.items() if key and key not in self.loaded]
        if not missing:
            return
        if len(self.loaded) > KEPT:
            self.loaded.clear()
            missing = list(wanted.values())
        found = self.find(tx, ws, missing)
        for name in missing:
            self.loaded[self.key(name)] = found.get(self.key(name), [])

    def id(self, name: str) -> str | None:
        """The record of that name, None where there is none; COMING for what a check would make."""
        key = self.key(name)
        found = self.loaded.get(key, [])
        if not found:
            return COMING if key in self.coming else None
        if len(found) > 1:
            for same in (lambda own: own == name, lambda own: fold(own) == fold(name)):
                for id_, own in found:
                    if same(own):
                        return id_
        return found[0][0]

    def made(self, name: str, id_: str) -> None:
        self.loaded.setdefault(self.key(name), []).append((id_, name))

    def will_come(self, name: str) -> None:
        self.coming.add(self.key(name))


def letters(name: str) -> str:
    """What names are matched by; one of nothing but signs, which has no letters, stands for itself."""
    return squash(name) or name


def by_fold(find: Callable[[Tx, str, Sequence[str]], dict[str, list[str]]]) -> Find:
    """Those that are known by their folded names alone."""

    def found(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        return {key: [(id_, key) for id_ in ids] for key, ids in find(tx, ws, names).items()}

    return found


def companies_by_key(tx: Tx, ws: str, keys: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Those that an earlier import brought, by the ids that they had where they came from."""
    return {key: [(id_, key)] for key, id_ in companies_from(tx, ws, COMPANIES, keys).items()}


def known() -> dict[str, Known]:
    """Empty ones, by record."""
    return {
        "company": Known(companies_matching, letters),
        COMPANY_KEY: Known(companies_by_key, str),
        "contact": Known(contactrows.called, contactrows.key),
        "product": Known(products_matching, letters),
        "member": Known(by_fold(members_named), fold),
        "team": Known(by_fold(teams_named), fold),
    }
