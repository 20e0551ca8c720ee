"""Portable backups: from either engine to the other and back, nothing lost, nothing half-done."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.app import sealkey
from headgate.app.backup import filling, writing
from headgate.app.backup.lines import LARGEST, Sum
from headgate.app.settings import Settings
from headgate.core.journal.entries import Entry, since
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.records.companies.schemas import NewCompany
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, NewDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import reasons_of
from headgate.store import migrate
from headgate.store.engine import Store, Tx
from headgate.store.open import BadBackup
from headgate.store.sqlite import SqliteStore
from tests import stores
from tests.server import command, environment, running
from tests.world import World, found

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIGURES = ("won_count", "lost_count", "open_value", "deal_count", "win_rate")


def played(store: Store) -> World:
    """A workspace in which each kind of thing has happened, with words that are not plain."""
    with clock.frozen(NOON):
        world = found(store)
        (company,) = world.do("company.create", NewCompany(name="Ægir & “Söhne” 株式会社 \U0001f41f")).results
        new = [NewDeal(name=f"Pump {n}\n'\"\\", amount=n * 100, company_id=company) for n in range(30)]
        deals = [str(world.do("deal.create", each).results[0]) for each in new]
    reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id
    for number, deal in enumerate(deals):
        with clock.frozen(NOON + timedelta(hours=number)):
            world.do("deal.move", MoveDeal(id=deal, stage_id=world.stages[1 + number % 3].id))
            if number % 3 == 0:
                world.do("deal.win", WinDeal(id=deal))
            elif number % 3 == 1:
                world.do("deal.lose", LoseDeal(id=deal, reason_id=reason))
            else:
                world.do("deal.edit", EditDeal(id=deal, amount=10**15 - number))
    return world


def told(store: Store, ws: str) -> list[tuple[Any, ...]]:
    """The journal, with its documents read."""
    entries: list[Entry] = store.read(lambda tx: tx.all(since(), ws=ws, since=0, n=100_000))
    rest = [name for name in Entry.__struct_fields__ if name not in ("changes", "data")]
    return [(*(getattr(e, name) for name in rest), e.changed(), e.facts()) for e in entries]


def figures(store: Store, world: World) -> list[Any]:
    def ask(tx: Tx) -> list[Any]:
        return [answers.figure(tx, world.actor, name, Asked(period="all")).value for name in FIGURES]

    with clock.frozen(NOON + timedelta(days=30)):
        return store.read(ask)


def test_from_one_engine_to_the_other_and_back(everywhere: list[stores.Place], tmp_path: Path) -> None:
    first, second = (place.open() for place in everywhere)
    (folder := tmp_path / "again").mkdir()
    third = SqliteStore(folder / "headgate.db")
    world = played(first)
    ones = [tmp_path / f"{n}.headgate" for n in range(3)]
    made = writing.write(first, ones[0], "key\n")
    filling.fill(second, ones[0])
    again = writing.write(second, ones[1], None)
    filling.fill(third, ones[1])
    last = writing.write(third, ones[2], None)
    assert made.tables == again.tables == last.tables
    assert made.tables["deal"].rows == 30 and made.tables["journal"].rows > 80
    for store in (second, third):
        assert told(store, world.ws) == told(first, world.ws)
        assert figures(store, world) == figures(first, world)
        assert list(verify(store, world.ws)) == []
        migrate.check(store)
    assert (filling.key_in(ones[0]), filling.key_in(ones[1])) == ("key\n", None)
    assert ones[0].stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    # Work goes on in the restored store: the numbering, the totals and the deal numbers are there.
    with clock.frozen(NOON + timedelta(days=31)):
        own = World(second, world.ws, world.pipeline, world.stages)
        own.do("deal.create", NewDeal(name="After"))
    assert list(verify(second, world.ws)) == []
    for store in (first, second, third):
        store.close()


def test_a_backup_goes_into_an_empty_store_alone(store: Store, tmp_path: Path) -> None:
    world = played(store)
    before = told(store, world.ws)
    made = tmp_path / "one.headgate"
    writing.write(store, made, None)
    with pytest.raises(BadBackup, match="new, empty one"):
        filling.fill(store, made)
    assert told(store, world.ws) == before
    with pytest.raises(FileExistsError):
        writing.write(store, made, None)


def rewritten(source: Path, target: Path, **members: bytes | None) -> Path:
    """A copy of a backup with some of its members changed or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = members.get(Path(name).stem, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_what_is_damaged_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    made = tmp_path / "one.headgate"
    (source_folder := tmp_path / "source").mkdir()
    source = SqliteStore(source_folder / "headgate.db")
    migrate.migrate(source)
    played(source)
    writing.write(source, made, None)
    source.close()
    whole = made.read_bytes()
    with zipfile.ZipFile(made) as file:
        deals = file.read("tables/deal.jsonl")
        manifest = msgspec.json.decode(file.read("manifest.json"))
    cut = tmp_path / "cut.headgate"
    cut.write_bytes(whole[: len(whole) // 2])
    flipped = tmp_path / "flipped.headgate"
    flipped.write_bytes(whole[:5000] + bytes([whole[5000] ^ 255]) + whole[5001:])
    newer = msgspec.json.encode({**manifest, "migration": 9999})
    for bad in (
        cut,
        flipped,
        rewritten(made, tmp_path / "other.headgate", deal=deals.replace(b"Pump 7", b"Pump 8")),
        rewritten(made, tmp_path / "fewer.headgate", deal=deals[: deals.rindex(b"\n", 0, -1) + 1]),
        rewritten(made, tmp_path / "none.headgate", deal=None),
        rewritten(made, tmp_path / "newer.headgate", manifest=newer),
        rewritten(made, tmp_path / "nothing.headgate", manifest=b"{}"),
        rewritten(made, tmp_path / "odd.headgate", deal=deals.splitlines()[0] + b"\n[1, 2]\n"),
    ):
        with pytest.raises(BadBackup):
            filling.fill(store, bad)
    filling.fill(store, made)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=6), st.randoms(use_true_random=False))
def test_a_sum_knows_rows_and_not_their_order(rows: list[Any], random: Any) -> None:
    def sum_(given: list[Any]) -> Any:
        own = Sum()
        for row in given:
            own.add(msgspec.json.encode(row))
        return own.content()

    mixed = [*rows]
    random.shuffle(mixed)
    assert sum_(mixed) == sum_(rows)
    assert sum_([*rows, 1]) != sum_(rows)
    assert sum_([*rows, LARGEST - 1]) != sum_([*rows, LARGEST - 2]), "amounts are compared to the last unit"
    assert sum_([*rows, 1.0]) == sum_([*rows, 1]), "a database keeps 1.0 as 1"


def test_a_key_is_put_back_and_no_other_is_lost(tmp_path: Path) -> None:
    own = Settings(data=tmp_path)
    assert sealkey.saved(own) is None
    key = sealkey.key_of(own)().hex() + "\n"
    assert sealkey.saved(own) == key and sealkey.put_back(own, key) is None
    other = "ab" * 32 + "\n"
    laid = sealkey.put_back(own, other)
    assert laid is not None and laid.read_text() == key
    assert sealkey.saved(own) == other
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert sealkey.saved(Settings(data=tmp_path, secret_key="x" * 32)) is None


def test_an_operator_moves_a_store_to_a_database_and_back(
    databases: stores.Databases, tmp_path: Path
) -> None:
    laptop, office, home = (tmp_path / name for name in ("laptop", "office", "home"))
    for folder in (laptop, office, home):
        folder.mkdir()
    with running(laptop) as server, server.client() as client:
        assert client.post("/companies", json={"name": "Kept"}).status_code == 201
        portable = tmp_path / "store.headgate"
        sealkey.make(laptop / "secret.key")
        said = command("backup", "--portable", str(portable), env=environment(laptop))
        assert said.stdout == f"{portable}\n", said.stderr
    url = databases.url(databases.create("template0"))
    env = environment(office, url)
    restored = command("restore", str(portable), env=env)
    assert restored.stdout == f"Restored {portable}.\n", restored.stderr
    again = command("restore", str(portable), env=env)
    assert (again.returncode, "new, empty one" in again.stderr) == (1, True)
    assert command("verify", env=env).stdout == "All is well.\n"
    with running(office, url) as server, server.client() as client:
        assert [item["name"] for item in client.get("/companies").json()["items"]] == ["Kept"]
        back = tmp_path / "back.headgate"
        assert command("backup", str(back), env=env).returncode == 0
    assert command("restore", "--yes", str(back), env=environment(home)).returncode == 0
    assert command("verify", env=environment(home)).stdout == "All is well.\n"
    assert len({(folder / "secret.key").read_text() for folder in (laptop, office, home)}) == 1
    # The store's own file, with its key beside it.
    copy = tmp_path / "copy.db"
    assert command("backup", str(copy), env=environment(home)).returncode == 0
    (home / "secret.key").unlink()
    assert command("restore", "--yes", str(copy), env=environment(home)).returncode == 0
    assert (home / "secret.key").read_text() == (laptop / "secret.key").read_text()
    wrong = command("restore", str(copy), env=env)
    assert (wrong.returncode, "no portable backup" in wrong.stderr) == (1, True)
