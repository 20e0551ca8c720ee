"""What the API says and takes of custom fields, and of their values."""

from typing import Annotated, Literal, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

MOST_FIELDS = 100
MOST_OPTIONS = 200
TEXT, PROSE, URL = 500, 10_000, 2_000
LARGEST = 10**15

OwnerName = Literal["deal", "company", "contact", "product", "activity"]
OWNERS: tuple[OwnerName, ...] = get_args(OwnerName)
"""The kinds of record that may have custom fields."""
Linked = Literal["company", "contact", "deal", "product"]
FieldKind = Literal[
    "text",
    "long_text",
    "number",
    "money",
    "date",
    "instant",
    "choice",
    "choices",
    "member",
    "link",
    "flag",
    "url",
    "email",
    "phone",
]
KINDS: tuple[tuple[FieldKind, str], ...] = (
    ("text", "Text"),
    ("long_text", "Long text"),
    ("number", "Number"),
    ("money", "Money"),
    ("date", "Date"),
    ("instant", "Date and time"),
    ("choice", "Choice"),
    ("choices", "Several choices"),
    ("member", "Member"),
    ("link", "Link to a record"),
    ("flag", "Checkbox"),
    ("url", "URL"),
    ("email", "E-mail"),
    ("phone", "Phone"),
)
MAY_BE_UNIQUE: frozenset[FieldKind] = frozenset(("text", "number", "url", "email", "phone"))
NO_DEFAULT: frozenset[FieldKind] = frozenset(("member", "link"))
LEADING: frozenset[FieldKind] = frozenset(("member", "link"))
CHOOSING: frozenset[FieldKind] = frozenset(("choice", "choices"))

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Help = Annotated[str, Meta(max_length=500)]
Id = Annotated[str, Meta(max_length=40)]
Key = Annotated[
    str,
    Meta(
        pattern="^[a-z][a-z0-9_]{0,39}$",
        description="What values are stored and sent under; it never changes.",
    ),
]
Mark = Annotated[str, Meta(pattern="^[a-z0-9_]{1,40}$")]
Hue = Annotated[int, Meta(ge=0, le=359)]
Position = Annotated[int, Meta(ge=0, le=1000, description="Its place among the record's fields, from 0.")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]
Value = str | int | float | bool | list[str] | None
Default = Annotated[Value, Meta(description="What new records have unless something else is said.")]
EditedBy = Annotated[
    list[Id] | None,
    Meta(description="Roles that change its values beside owners, own ones by id; null: all."),
]
CustomValues = Annotated[
    dict[Annotated[str, Meta(max_length=80)], Value],
    Meta(
        max_length=MOST_FIELDS,
        description="Values of custom fields by key: text, dates and links as text, money in minor units, "
        "a choice as the value of its option, several as a list; null takes one away.",
    ),
]


class Option(Struct):
    """What can be chosen: `value` is stored. A retired one stays where it was chosen, and is not offered."""

    value: str
    label: str
    hue: int
    retired: bool = False


class GivenOption(Struct, forbid_unknown_fields=True):
    """An option in its place; without a value it is a new one."""

    label: Name
    value: Mark | None = None
    hue: Hue | None = None


Options = Annotated[
    list[GivenOption],
    Meta(max_length=MOST_OPTIONS, description="In order; those left out are retired."),
]


class CustomField(Struct):
    """A field of the workspace's own. `links`: the kind of record that a link leads to; `currency`: of all
    values of a money field; `edited_by`: the roles that change its values beside owners, None for all."""

    id: str
    record: OwnerName
    key: str
    name: str
    kind: FieldKind
    help: str | None
    required: bool
    unique: bool
    filterable: bool
    options: list[Option]
    links: Linked | None
    currency: str | None
    default: Value
    position: int
    archived: bool
    version: int
    edited_by: list[str] | None


class CustomFields(Struct):
    """Those of each kind of record in their order, archived ones included and marked."""

    items: list[CustomField]


class NewCustomField(Struct, forbid_unknown_fields=True):
    """A field to add. Without a key it gets one made of its name; without a currency the workspace's."""

    record: OwnerName
    name: Name
    kind: FieldKind
    key: Key | None = None
    help: Help | None = None
    required: bool = False
    unique: bool = False
    filterable: bool = True
    options: Options = []
    links: Linked | None = None
    currency: Currency | None = None
    default: Default = None
    edited_by: EditedBy = None


class EditCustomField(Struct, forbid_unknown_fields=True):
    """What to change; what is left out stays."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    help: Help | UnsetType | None = UNSET
    required: bool | UnsetType = UNSET
    unique: bool | UnsetType = UNSET
    filterable: bool | UnsetType = UNSET
    options: Options | UnsetType = UNSET
    default: Default | UnsetType = UNSET
    position: Position | UnsetType = UNSET
    edited_by: EditedBy | UnsetType = UNSET


class NameCustomField(Struct, forbid_unknown_fields=True):
    """Which field."""

    id: Id = ""
    version: int | None = None
