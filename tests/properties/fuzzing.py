"""Requests made at random, from a seed, of the API's description: near to what it asks, and far from it."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.properties.shaped import Schema, resolved

TEXTS = [
    "", " ", "x", "Ünïcödé ✓", "a\u0000b", "\u0000", "\u202etxet", "😀", "'; DROP TABLE deal; --",
    "=1+1", "../../etc/passwd", "%", "_", "\\", "<script>alert(1)</script>", "null", "x" * 201, "y" * 30_000,
    "\U0010ffff", "İı", "-0", "1e400", "me", "all", "deal_", "deal_0", "deal_zz", "deal_7fffffffffffffff",
    "deal_8000000000000000", "deal_00", "act_1", "mem_1", "ws_1",
]  # fmt: skip
NUMBERS = [0, 1, -1, 2, 50, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**15, 10**30, 0.5, -1.5, 1e300]
DAYS = ["2026-11-24", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-24T00:00:00Z", "२०२६-११-२४"]
INSTANTS = [
    "2026-11-20T10:00:00Z", "2026-11-20T10:00:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "2026-11-24", "1969-12-31T23:59:59.999999Z",
]  # fmt: skip
FILTERS = [
    '{"all":[]}', '{"any":[]}', '{"field":"owner_id","op":"in","value":[]}', "{", "[]", "null", "1", '"x"',
    '{"field":"amount","op":"gt","value":1.5}', '{"field":"amount","op":"gt","value":1e30}',
    '{"field":"name","op":"contains","value":"\\u0000"}', '{"field":"created_at","op":"lt","value":"x"}',
    '{"field":"created_at","op":"lt","value":"9999-12-31T23:59:59-12:00"}', '{"not":' * 7 + "{}" + "}" * 7,
    '{"not":' * 2_500 + "{}" + "}" * 2_500, "[" * 9_000 + "]" * 9_000,
    '{"any":[' + ",".join(['{"all":[]}'] * 1_600) + "]}",
    '{"any":[' + ",".join(['{"any":[]}'] * 1_600) + "]}",
    '{"field":"founded","op":"eq","value":1.5}', '{"field":"employees","op":"gt","value":1000000000000000}',
    '{"field":"standing","op":"eq","value":"removed"}', '{"field":["name"],"op":"eq","value":"x"}',
    '{"field":"name","op":["eq"],"value":"x"}', '{"field":"name","op":"in","value":["a",1,null]}',
    '{"all":[{"field":"name","op":"starts_with","value":"\U0010ffff"}],"any":[]}',
]  # fmt: skip
SORTS = ["name", "-name", "created_at", "-amount", "owner_id", "due_at", "founded", "x", "--"]
PERIODS = ["all", "2026", "2026-Q4", "..", "0001", "9999", "9999-12-31..", "last-99999-days", "x"]
KEYS = ["region_code", "a b", "\u0000", "ключ", "x" * 81, "ok"]
BODIES = [
    b"", b"null", b"[]", b"{", b'"x"', b"1", b"\xff", b'{"a":1}', b"[" * 50_000, b'{"name":"\xed\xa0\x80"}',
]  # fmt: skip
FILES = [
    b"Name,Amount,Stage\nA,1,Won\nB,,Lost\n", b"", b"\x00" * 100, b'"', b"a;b\n1;2\n", b"\xff\xfea\x00,\x00",
    b"PK\x03\x04zip", b"Name\n" + b"x" * 200_000, b"a,a,a\n\n\n,,,,,,\n",
    "Näme,Stage\nÄ\u0000,=1+1\n".encode(), b"," * 5_000 + b"\n1", b'Name\n"never closed\n' * 50,
]  # fmt: skip
CURSORS = ["", "x", "AAAA", "W10", "=" * 8, "W251bGxd", "a" * 5_000, "é"]


@dataclass
class Call:
    """A request: where and what, and the operation that it is meant for."""

    operation: str
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, tuple[str, bytes, str]]] | None = None

    def __str__(self) -> str:
        said = (self.content or b"")[:300]
        return f"{self.operation}: {self.method} {self.path} {str(self.query)[:300]} {said!r}"


class Fuzzer:
    """`ids`: prefix -> ids worth naming; `cursors`: what earlier answers gave, to be used anywhere."""

    def __init__(self, random: Random, description: dict[str, Any], ids: dict[str, list[str]]) -> None:
        self.random, self.ids = random, ids
        self.known: dict[str, Schema] = description["components"]["schemas"]
        self.cursors: list[str] = list(CURSORS)
        self.calm = 0.85
        """How often a value is one that fits."""

    def call(self, path: str, method: str, operation: dict[str, Any]) -> Call:
        r = self.random
        made = Call(operation["operationId"], method.upper(), path)
        self.calm = r.choice((0.5, 0.9, 0.99))
        for parameter in operation.get("parameters", []):
            name = parameter["name"]
            if parameter["in"] == "path":
                text = self.path_text(name)
                made.path = made.path.replace("{" + name + "}", text)
            elif parameter["in"] == "query" and (parameter["required"] or r.random() < 0.4):
                # A client refuses to send an address of more than 64 k; the filters alone come near.
                longest = None if name == "filter" else 6_000
                made.query[name] = str(self.parameter(name, parameter["schema"]))[:longest]
            elif parameter["in"] == "header" and r.random() < 0.5:
                made.headers[name] = r.choice(("x", "-1", "9" * 5_000, "²", "1.5"))
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            made.content = self.body(content["application/json"]["schema"])
            made.headers["content-type"] = self.content_type()
        elif "multipart/form-data" in content:
            made.files = [("files", self.file()) for _ in range(r.choice((1, 1, 2, 0)))]
        if r.random() < 0.1:
            made.headers["idempotency-key"] = r.choice(("k1", "k2", "k" * 300, f"k{r.random()}"))
        return made

    def content_type(self) -> str:
        odd = ("text/plain", "application/x-www-form-urlencoded", "text/html", "application/xml")
        return self.random.choice(odd) if self.random.random() < 0.03 else "application/json"

    def path_text(self, name: str) -> str:
        prefix = PREFIX_OF.get(name)
        if prefix and self.random.random() < 0.9:
            return self.random.choice(self.ids.get(prefix) or ["x"])
        if name == "metric_id":
            return self.random.choice(("win_rate", "cycle_median", "open_value", "velocity", "x"))
        odd = ("x", "%00", "deal_1%0A", "..%2f..", "%F0%9F%98%80", "deal_ffffffffffffffff", "%FF", "a" * 300)
        return self.random.choice(odd)

    def parameter(self, name: str, schema: Schema) -> Any:
        r = self.random
        if name == "filter":
            return r.choice(FILTERS)
        if name == "cursor":
            return r.choice(self.cursors)
        if name in ("sort", "segment"):
            return r.choice(SORTS)
        if name in ("as_of", "known_at"):
            return r.choice(DAYS + INSTANTS)
        if name == "period":
            return r.choice(PERIODS)
        if name in ("since", "file") and r.random() < 0.5:
            return r.choice(("0", "1", str(2**63), str(10**30), "9" * 5_000, "-1", "1.0", "x"))
        if name in ("owner", "team", "stage_id", "pipeline_id", "subject"):
            return r.choice([each for some in self.ids.values() for each in some] + TEXTS)
        value = self.value(name, schema)
        return value if isinstance(value, str | int | float) else json.dumps(value)

    def body(self, schema: Schema) -> bytes:
        r = self.random
        if r.random() < 0.05:
            return r.choice(BODIES)
        value = self.value("", schema)
        if isinstance(value, dict) and r.random() < 0.05:
            value[r.choice(("nobody", "id", "version", "workspace_id", "\u0000"))] = self.odd()
        return json.dumps(value).encode()

    def odd(self) -> Any:
        r = self.random
        return r.choice([None, True, [], {}, [[]], {"a": {}}, r.choice(TEXTS), r.choice(NUMBERS)])

    def value(self, name: str, schema: Schema, depth: int = 0) -> Any:
        r = self.random
        schema = {**resolved(schema, self.known), **{k: v for k, v in schema.items() if k != "$ref"}}
        if r.random() > self.calm:
            return self.odd()
        choices = schema.get("oneOf") or schema.get("anyOf")
        if choices:
            bounds = {k: v for k, v in schema.items() if k not in ("oneOf", "anyOf")}
            return self.value(name, {**r.choice(choices), **bounds}, depth)
        if "enum" in schema:
            return r.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        match schema.get("type"):
            case "string":
                return self.text(name, schema)
            case "integer":
                low, high = int(schema.get("minimum", -5)), int(schema.get("maximum", 2**63 - 1))
                one = min(high, max(low, 1))
                return r.choice((low, high, r.randint(low, high), one, one))
            case "number":
                return r.choice(NUMBERS)
            case "boolean":
                return r.random() < 0.5
            case "array":
                few = r.choice((schema.get("minItems", 0), 1, 3))
                items = schema.get("items", {})
                return [self.value(name, items, depth + 1) for _ in range(few if depth < 6 else 0)]
            case "object":
                return self.object(schema, depth)
        return self.odd()

    def object(self, schema: Schema, depth: int) -> dict[str, Any]:
        r = self.random
        found = {}
        for name, each in schema.get("properties", {}).items():
            if name in schema.get("required", []) or r.random() < 0.35:
                found[name] = self.value(name, each, depth + 1)
        rest = schema.get("additionalProperties")
        if isinstance(rest, dict):
            for _ in range(r.choice((0, 1, 2))):
                found[r.choice(KEYS)] = self.value("", rest, depth + 1)
        return found

    def text(self, name: str, schema: Schema) -> str:
        r = self.random
        for suffix, prefix in PREFIX_OF.items():
            if name == suffix or name.endswith("_" + suffix):
                return r.choice(self.ids.get(prefix) or ["x"])
        if name in ("before", "after"):
            return r.choice(self.ids["deal"] + self.ids["stage"])
        if schema.get("format") == "date-time" or name.endswith("_at"):
            return r.choice(INSTANTS)
        if name.endswith(("_on", "_close")):
            return r.choice(DAYS)
        if "currency" in name:
            return r.choice(("EUR", "USD", "JPY", "XXX", "ZZZ"))
        if name == "zone":
            return r.choice(("Asia/Tokyo", "America/New_York", "UTC", "Pacific/Kiritimati", "../etc"))
        if name == "email":
            return r.choice((f"p{r.randrange(10**6)}@example.com", "a@b", "ä@ö.example"))
        if r.random() < 0.3:
            return r.choice(TEXTS)
        return f"{name} {r.randrange(1000)}"

    def file(self) -> tuple[str, bytes, str]:
        r = self.random
        return (
            r.choice(("deals.csv", "../../x.csv", "", "a\u0000b.csv", "n" * 500)),
            r.choice(FILES),
            "text/csv",
        )


PREFIX_OF = {
    "deal_id": "deal", "activity_id": "act", "company_id": "co", "product_id": "prod", "member_id": "mem",
    "team_id": "team", "pipeline_id": "pipe", "stage_id": "stage", "reason_id": "reason", "token_id": "tok",
    "import_id": "imp", "bulk_id": "bulk", "owner_id": "mem", "manager_id": "mem", "parent_id": "co",
    "workspace_id": "ws",
}  # fmt: skip
