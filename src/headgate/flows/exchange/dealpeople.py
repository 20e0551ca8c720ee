"""The people on new deals: contacts that a row names by an address, an id of elsewhere or a name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from headgate.core.verbs.perform import Step
from headgate.flows.exchange import contactrows
from headgate.flows.exchange.dealrows import DealRow
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit.addresses import email_mark
from headgate.kit.text import fold
from headgate.records.contacts.queries import contacts_called, contacts_from, contacts_with_email
from headgate.records.people.queries import roles_of
from headgate.records.people.schemas import AddParticipant
from headgate.store.engine import Tx

PERSON, ROLE = "person", "person.role"
_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+")


class On(NamedTuple):
    """Somebody on a deal."""

    contact_id: str
    role_id: str | None


class Named(NamedTuple):
    """Whom a cell names: the whole text, and the address in it."""

    text: str
    email: str


def named(cell: str) -> list[Named]:
    """Several are parted by semicolons: `Ada Byron (ada@isdom.example); Bob`."""
    texts = [text for part in cell.split(";") if (text := " ".join(part.split()))]
    return [Named(text, found[0] if (found := _EMAIL.search(text)) else "") for text in texts]


class Contacts:
    """The contacts that a chunk of rows names."""

    def __init__(self, tx: Tx, at: Setting, wanted: Sequence[Named]) -> None:
        self.at = at
        texts = sorted({each.text for each in wanted})
        emails = [each.email for each in wanted if each.email]
        self.by_email = {mark: id_ for mark, id_, _ in contacts_with_email(tx, at.ws, emails)}
        self.by_key = contacts_from(tx, at.ws, contactrows.SOURCE, texts) if texts else {}
        self.by_name: dict[str, list[tuple[str, str]]] = {}
        for id_, name, company in contacts_called(tx, at.ws, texts):
            self.by_name.setdefault(fold(name), []).append((id_, fold(company or "")))

    def find(self, who: Named, company: str) -> tuple[str | None, str]:
        """The contact, or what to say; neither for one that a check would make first."""
        if who.email and (id_ := self.by_email.get(email_mark(who.email))):
            return id_, ""
        if id_ := self.by_key.get(who.text):
            return id_, ""
        found = self.by_name.get(fold(who.text), [])
        at_company = [pair for pair in found if company and pair[1] == fold(company)]
        if len(found) > 1 and len(at_company) != 1:
            return None, f"Several contacts are called “{who.text[:80]}”: name this one by its address."
        if found:
            return (at_company or found)[0][0], ""
        if ("contacts", who.text) in self.at.coming or self.at.people & {
            fold(who.text),
            who.email.casefold(),
        }:
            return None, ""
        return None, f"There is no contact “{who.text[:80]}”; the deal is imported without."


def people_of(tx: Tx, at: Setting, rows: Sequence[DealRow], tally: Tally) -> list[list[On]]:
    """Of each deal those whom its row names; somebody unknown is left out with a warning."""
    given = [named(row.row.values.get(PERSON, "")) for row in rows]
    if not any(given):
        return [[] for _ in rows]
    contacts = Contacts(tx, at, [who for each in given for who in each])
    roles = {fold(role.name): role.id for role in roles_of(tx, at.ws) if not role.retired}
    made = []
    for row, wanted in zip(rows, given, strict=True):
        role = row.row.values.get(ROLE)
        role_id = roles.get(fold(role)) if role else None
        if wanted and role and role_id is None:
            tell(at, row, ROLE, "There is no role of that name; the contact comes without one.", tally)
        here: dict[str, On] = {}
        for who in wanted:
            id_, said = contacts.find(who, row.names.get("company_id", ""))
            if said:
                tell(at, row, PERSON, said, tally)
            elif id_:
                here.setdefault(id_, On(id_, role_id))
        made.append([*here.values()])
    return made


def tell(at: Setting, row: DealRow, field: str, said: str, tally: Tally) -> None:
    column, cell = row.row.blamed(field)
    tally.problems.append(RowProblem(at.deals_index, row.row.number, column, "warning", said, cell))


def added(people: Sequence[Sequence[On]]) -> list[Step]:
    """The step that puts them on the deals made, `people` being of each in that order."""
    pairs = [(i, on) for i, each in enumerate(people) for on in each]
    if not pairs:
        return []
    return [
        (
            "participant.add",
            lambda made: [
                AddParticipant(contact_id=on.contact_id, deal_id=made[0][i], role_id=on.role_id)
                for i, on in pairs
            ],
        )
    ]
