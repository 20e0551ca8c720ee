"""The command line as an operator uses it: beside a stopped server and beside a running one."""

import base64
import json
import socket
import time
from pathlib import Path

import httpx
import pytest

from headgate.kit import clock, totp
from tests.server import Server, command, environment, process, running
from tests.stores import Databases


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that `headgate up` has filled."""
    made = tmp_path_factory.mktemp("data")
    with running(made) as server:
        assert server.stop() == 0
    return made


def test_the_second_start_finds_the_first_s_work(folder: Path) -> None:
    with running(folder) as server, server.client() as client:
        places = client.get("/session").json()["workspaces"]
        assert [place["name"] for place in places] == ["My workspace"]
        assert len(client.get("/pipelines").json()["items"][0]["stages"]) == 8


def test_looking_after_a_store(folder: Path, tmp_path: Path) -> None:
    env = environment(folder)
    assert command("migrate", env=env).stdout == "Nothing to do.\n"
    assert command("verify", env=env).stdout == "All is well.\n"
    target = tmp_path / "copy.db"
    assert command("backup", str(target), env=env).stdout == f"{target}\n"
    again = command("backup", str(target), env=env)
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    added = command("user", "add", "bob@example.com", "--role", "manager", env=env)
    assert "/signin#link=" in added.stdout
    restored = command("restore", "--yes", str(target), env=env)
    assert restored.stdout.startswith(f"Restored {target}. The former store is ")
    # Bob came after the backup.
    token = command("token", "create", "t", "--scopes", "read", "--email", "bob@example.com", env=env)
    assert (token.returncode, "Traceback" in token.stderr) == (1, False)
    target.write_bytes(b"broken")
    broken = command("restore", "--yes", str(target), env=env)
    assert (broken.returncode, "cannot be used" in broken.stderr) == (1, True)
    assert command("verify", env=env).returncode == 0


def test_a_lost_second_factor_is_reset(tmp_path: Path) -> None:
    word = {"password": "correct horse battery"}
    with running(tmp_path) as server, server.client() as client:
        email = client.get("/session").json()["member"]["email"]
        assert client.post("/session/password", json={"new": word["password"]}).status_code == 204
        secret = base64.b32decode(client.post("/session/second-factor", json=word).json()["secret"])
        code = {"code": totp.code(secret, totp.step_at(clock.now()))}
        assert client.post("/session/second-factor/confirm", json=code).status_code == 200
        assert "pending" in client.post("/session", json={"email": email, **word}).json()
        assert server.stop() == 0
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    env = environment(tmp_path)
    nobody = command("user", "reset-totp", "nobody@example.com", env=env)
    assert (nobody.returncode, "Nobody signs in with" in nobody.stderr) == (1, True)
    assert "no longer asks for a code" in command("user", "reset-totp", email, env=env).stdout
    again = command("user", "reset-totp", email, env=env)
    assert (again.returncode, "has no second factor" in again.stderr) == (1, True)
    with running(tmp_path) as server, server.client() as client:
        signed_in = client.post("/session", json={"email": email, **word}).json()
        assert signed_in["member"]["email"] == email
        kinds = [each["kind"] for each in client.get("/journal?limit=200").json()["items"]]
        assert {"member.second_factor_on", "member.second_factor_reset"} <= set(kinds)


def test_beside_a_running_server(folder: Path, tmp_path: Path) -> None:
    env = environment(folder)
    secret = command("token", "create", "ci", "--scopes", "read,write,admin", env=env).stdout.strip()
    assert secret.startswith("hgt_")
    with running(folder) as server:
        for refused in (("migrate",), ("user", "add", "eve@example.com"), ("restore", "--yes", __file__)):
            said = command(*refused, env=env)
            assert said.returncode == 1
            assert "Traceback" not in said.stderr
        assert f"in use by the server at {server.url}" in command("migrate", env=env).stderr
        assert "--url and --token" in command("migrate", env=env).stderr
        assert command("verify", env=env).stdout == "All is well.\n"
        assert command("backup", str(tmp_path / "live.db"), env=env).returncode == 0
        through = ("--url", server.url, "--token", secret)
        assert "#invite=" in command("user", "add", "eve@example.com", *through, env=env).stdout
        more = command("token", "create", "more", "--scopes", "read", *through, env=env)
        assert more.stdout.startswith("hgt_")
        wrong = command("user", "add", "eve@example.com", "--url", server.url, "--token", "hgt_x", env=env)
        assert (wrong.returncode, "not valid" in wrong.stderr) == (1, True)


def test_the_port_is_looked_at_first(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = command("up", "--no-demo", env=environment(tmp_path / "data", port=port))
        assert (said.returncode, f"HEADGATE_PORT={port + 1}" in said.stderr) == (1, True)
    assert not (tmp_path / "data").exists()


def test_settings_are_checked(tmp_path: Path) -> None:
    said = command("up", env={**environment(tmp_path), "HEADGATE_PROT": "1"})
    assert (said.returncode, "there is no setting “prot”" in said.stderr) == (1, True)
    assert "Traceback" not in said.stderr


def test_the_server_alone_asks_for_a_migrated_store(tmp_path: Path) -> None:
    said = command("serve", env=environment(tmp_path))
    assert (said.returncode, "Run `headgate migrate`" in said.stderr) == (1, True)


def test_the_description_of_the_api(tmp_path: Path) -> None:
    target = tmp_path / "openapi.json"
    assert command("openapi", "--out", str(target), env=environment(tmp_path)).returncode == 0
    assert json.loads(target.read_text())["openapi"] == "3.1.0"


def test_several_processes_over_one_database(databases: Databases, tmp_path: Path) -> None:
    """Whichever process answers: one change is seen by all, and the ids of all are apart."""
    with (
        databases.place(tmp_path) as place,
        running(tmp_path, place.url) as first,
        running(tmp_path, place.url) as second,
        first.client() as one,
        second.client() as other,
    ):
        for client in (one, other) * 5:
            made = client.post("/companies", json={"name": f"C {time.monotonic_ns()}"})
            assert made.status_code == 201
        found = [client.get("/companies").json()["items"] for client in (one, other)]
        assert found[0] == found[1]
        assert len({company["id"] for company in found[0]}) == 10


def test_several_workers(databases: Databases, tmp_path: Path) -> None:
    with databases.place(tmp_path) as place:
        with running(tmp_path, place.url) as server:
            cookies = server.cookies
            assert server.stop() == 0
        env = {**environment(tmp_path, place.url), "HEADGATE_WORKERS": "2"}
        with process("serve", env=env) as made:
            server = Server(made, f"http://127.0.0.1:{env['HEADGATE_PORT']}", cookies)
            with server.client() as client:
                assert answered(client).status_code == 200
                assert client.post("/companies", json={"name": "Isdom"}).status_code == 201
            assert server.stop() == 0


def answered(client: httpx.Client) -> httpx.Response:
    """The session, once the server listens."""
    for _ in range(300):
        try:
            return client.get("/session")
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")
