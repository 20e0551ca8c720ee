"""Whether a JSON value fits a schema of the API's description: as much of JSON Schema as that uses."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
Schema = dict[str, Any]


def resolved(schema: Schema, known: dict[str, Schema]) -> Schema:
    while "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    return schema


def faults(value: Any, schema: Schema, known: dict[str, Schema], at: str = "$") -> Iterator[str]:
    """What of the value does not fit, as sentences that name the place."""
    schema = resolved(schema, known)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices and all([*faults(value, each, known, at)] for each in choices):
        yield f"{at}: {value!r} is none of what may stand here"
        return
    type_ = schema.get("type")
    types = [type_] if isinstance(type_, str) else type_
    if types and not any(is_a(value, each) for each in types):
        yield f"{at}: {value!r} is not {types}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if isinstance(value, str):
        yield from text_faults(value, schema, at)
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), known, f"{at}[{i}]")
    if isinstance(value, dict):
        yield from member_faults(value, schema, known, at)


def is_a(value: Any, type_: str) -> bool:
    return isinstance(value, TYPES[type_]) and (type_ == "boolean" or not isinstance(value, bool))


def text_faults(value: str, schema: Schema, at: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{at}: a text of {len(value)} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"


def member_faults(value: dict[str, Any], schema: Schema, known: dict[str, Schema], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}: “{name}” is missing"
    rest = schema.get("additionalProperties", not properties)
    for name, item in value.items():
        if name in properties:
            yield from faults(item, properties[name], known, f"{at}.{name}")
        elif isinstance(rest, dict):
            yield from faults(item, rest, known, f"{at}.{name}")
        elif rest is False:
            yield f"{at}: “{name}” is not described"
