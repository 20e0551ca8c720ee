"""What the API says and takes of saved mappings."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from headgate.flows.exchange.plans import ColumnPlan, Kind, Options

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Id = Annotated[str, Meta(max_length=40)]
FileIndex = Annotated[int, Meta(ge=0, le=19, description="The file's place in the import.")]


class MappedColumn(Struct):
    """`title`: the words of its header, in small letters. `plan`: what becomes of it, wherever it stands."""

    title: str
    plan: ColumnPlan


class KeptMapping(Struct):
    """`options` for files of deals and event logs, which say what their stages are."""

    record: Kind
    columns: list[MappedColumn]
    options: Options | None = None


class ImportMapping(Struct):
    """How files of one header are read; `mended`: the values for which something else stands."""

    id: str
    name: str
    record: Kind
    columns: list[str]
    mapped: int
    mended: int
    created_at: datetime
    archived: bool
    version: int


class ImportMappings(Struct):
    """By name, those put away included and marked."""

    items: list[ImportMapping]


class Proposal(Struct):
    """A mapping whose files have the header of this file of an import."""

    file: int
    mapping: ImportMapping


class Proposals(Struct):
    """The latest first."""

    items: list[Proposal]


class NewMapping(Struct, forbid_unknown_fields=True):
    """Keeps what an import's plan says of one of its files."""

    name: Name
    import_id: Id
    file: FileIndex = 0


class EditMapping(Struct, forbid_unknown_fields=True):
    """A new name; or with `import_id`, what an import's plan says now of a file with the same header."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    import_id: Id | UnsetType = UNSET
    file: FileIndex = 0


class NameMapping(Struct, forbid_unknown_fields=True):
    """Which mapping."""

    id: Id = ""
    version: int | None = None


class TakeMapping(Struct, forbid_unknown_fields=True):
    """Gives a file of an import the mapping."""

    mapping_id: Id
    file: FileIndex = 0
    id: Id = ""
    version: int | None = None
