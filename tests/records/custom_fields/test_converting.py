"""What a value of one kind becomes in another, and which stay because it cannot be told."""

from typing import Any

import pytest

from headgate.kit.errors import Problem
from headgate.records.custom_fields.converting import converted, may_become, options_for
from headgate.records.custom_fields.schemas import CustomField, FieldKind, GivenOption, Option

OPTIONS = [
    Option("small", "Small", 10),
    Option("large", "Very large", 20),
    Option("old", "Old", 30, retired=True),
]
NAMES = {"mem_1": "Ada"}


def field(kind: FieldKind, **more: Any) -> CustomField:
    options = OPTIONS if kind in ("choice", "choices") else []
    currency = "EUR" if kind == "money" else None
    made: dict[str, Any] = {"options": options, "links": None, "currency": currency, "default": None, **more}
    return CustomField(
        "field_1",
        "deal",
        "size",
        "Size",
        kind,
        None,
        False,
        False,
        True,
        position=0,
        archived=False,
        version=1,
        edited_by=None,
        **made,
    )


@pytest.mark.parametrize(
    ("had", "value", "kind", "wanted"),
    [
        ("number", 12, "text", "12"),
        ("number", 0.5, "text", "0.5"),
        ("money", 123_450, "text", "1234.50"),
        ("flag", True, "text", "yes"),
        ("choices", ["small", "large"], "text", "Small; Very large"),
        ("member", "mem_1", "text", "Ada"),
        ("member", "mem_2", "text", None),
        ("long_text", "one\ntwo", "text", "one two"),
        ("text", "one", "long_text", "one"),
        ("text", " 12.50 ", "number", 12.5),
        ("text", "12,5", "number", None),
        ("text", "about 12", "number", None),
        ("text", "NaN", "number", None),
        ("text", "1e5", "number", None),
        ("text", "9" * 18, "number", None),
        ("money", 123_450, "number", 1234.5),
        ("flag", False, "number", None),
        ("number", 12.34, "money", 1234),
        ("number", 12.345, "money", None),
        ("text", "€ 1.234,50", "money", 123_450),
        ("text", "much", "money", None),
        ("text", "2026-02-28", "date", "2026-02-28"),
        ("text", "2026-02-30", "date", None),
        ("text", "28.02.2026", "date", None),
        ("instant", "2026-06-30T22:30:00Z", "date", "2026-07-01"),
        ("date", "2026-07-01", "instant", "2026-06-30T22:00:00Z"),
        ("text", "soon", "instant", None),
        ("text", "  VERY large", "choice", "large"),
        ("text", "Medium", "choice", None),
        ("text", "Old", "choice", None),
        ("text", "Small;Very large", "choices", ["small", "large"]),
        ("text", "Small;Medium", "choices", None),
        ("choice", "small", "choices", ["small"]),
        ("choices", ["large"], "choice", "large"),
        ("choices", ["small", "large"], "choice", None),
        ("text", "Yes", "flag", True),
        ("number", 0, "flag", False),
        ("number", 2, "flag", None),
        ("text", "maybe", "flag", None),
        ("text", "example.com/a", "url", "https://example.com/a"),
        ("text", "no address", "url", None),
        ("text", "ada@example.com", "email", "ada@example.com"),
        ("text", "ada", "email", None),
        ("text", "+44 20 7946 0000", "phone", "+44 20 7946 0000"),
        ("text", "call her", "phone", None),
    ],
)
def test_values(had: FieldKind, value: Any, kind: FieldKind, wanted: Any) -> None:
    def read() -> Any:
        return converted(field(had), field(kind), value, NAMES, "Europe/Berlin")

    if wanted is None:
        with pytest.raises(Problem) as refused:
            read()
        assert (refused.value.status, refused.value.detail[:16]) == (422, "“Size” would tak")
    else:
        assert read() == wanted
        assert type(read()) is type(wanted)


def test_nothing_becomes_a_member_or_what_it_is() -> None:
    assert not may_become("text", "member") and not may_become("choice", "link")
    assert not may_become("text", "text")
    assert may_become("member", "text") and may_become("text", "choice")


def test_options_are_made_of_the_values() -> None:
    named = options_for(field("text"), ["Red", "blue", "RED; green ", "x" * 81, ""], {})
    assert [option.label for option in named] == ["blue", "green", "RED"]
    assert options_for(field("flag"), [True, False], {}) == [GivenOption("no"), GivenOption("yes")]


@pytest.mark.parametrize(
    ("values", "wanted"), [(["small"], ["small", "large"]), (["old"], ["small", "large", "old"])]
)
def test_options_of_a_choice_stay_and_a_retired_one_where_it_was_chosen(
    values: list[str], wanted: list[str]
) -> None:
    found = options_for(field("choice"), values, {})
    assert [option.value for option in found] == wanted
