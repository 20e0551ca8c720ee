"""What the API says and takes of collaborators."""

from datetime import datetime

from msgspec import UNSET, Struct, UnsetType

from headgate.records.deals.schemas import Id


class AddCollaborator(Struct, forbid_unknown_fields=True):
    """Somebody who is to see the deal; `may_edit`: and to change it, as far as the role goes."""

    member_id: Id
    deal_id: Id = ""
    may_edit: bool = False


class EditCollaborator(Struct, forbid_unknown_fields=True):
    id: Id = ""
    version: int | None = None
    may_edit: bool | UnsetType = UNSET


class NameCollaborator(Struct, forbid_unknown_fields=True):
    id: Id = ""
    version: int | None = None


class Collaborator(Struct):
    id: str
    deal_id: str
    member_id: str
    name: str
    hue: int
    may_edit: bool
    created_at: datetime
    version: int


class Collaborators(Struct):
    """`may_share`: whether one may add others and take them off; `may_edit`: whether the deal is shown to be
    changed, as far as the role goes."""

    items: list[Collaborator]
    may_share: bool
    may_edit: bool


class CollaboratorChanged(Struct):
    """The collaborator as the change left it. `seq`: the number that undoes it."""

    collaborator: Collaborator
    seq: int
