"""Settings: from the environment before the file, and an error that names what is wrong."""

from pathlib import Path

import pytest

from headgate.app.settings import BadSettings, Settings, load, meanings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_said_is_the_defaults() -> None:
    assert load({}) == Settings()
    assert load({"HEADGATE_TEST_PG": "x", "HEADGATE_SAMPLES": "y", "PATH": "z"}) == Settings()
    assert Settings().address == "http://127.0.0.1:8000"


def test_the_environment_goes_before_the_file(elsewhere: Path) -> None:
    (elsewhere / "headgate.toml").write_text('port = 9000\nhost = "0.0.0.0"\nlog = "json"\n')
    found = load({"HEADGATE_PORT": "9001", "HEADGATE_DATA": "there"})
    assert (found.port, found.host, found.log, found.data) == (9001, "0.0.0.0", "json", Path("there"))
    assert found.address == "http://127.0.0.1:9001"


def test_a_named_file_must_be_there(elsewhere: Path) -> None:
    (elsewhere / "mine.toml").write_text('public_url = "https://crm.example.com/"\n')
    assert load({"HEADGATE_CONFIG": "mine.toml"}).address == "https://crm.example.com"
    with pytest.raises(BadSettings, match=r"other\.toml: there is no such file"):
        load({"HEADGATE_CONFIG": "other.toml"})


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"HEADGATE_PROT": "1"}, "HEADGATE_PROT: there is no setting “prot”. There are: data,"),
        ({"HEADGATE_PORT": "x"}, "HEADGATE_PORT: “port” is a whole number, not 'x'"),
        ({"HEADGATE_PORT": "-1"}, "a whole number"),
        ({"HEADGATE_WORKERS": "0"}, "a whole number"),
        ({"HEADGATE_LOG": "xml"}, "“log” is one of text, json, not 'xml'"),
        ({"HEADGATE_HOST": ""}, "“host” is a text"),
        ({"HEADGATE_METRICS": "maybe"}, "“metrics” is 1 or 0, not 'maybe'"),
        ({"HEADGATE_METRICS_TOKEN": "short"}, "metrics_token: it has at least 32 characters"),
        ({"HEADGATE_METRICS": "1", "HEADGATE_PUBLIC_URL": "https://x.example"}, "set a metrics_token"),
        ({"HEADGATE_WORKERS": "2"}, "workers: the embedded store belongs to one process"),
    ],
)
def test_what_is_wrong_is_said(variables: dict[str, str], says: str) -> None:
    with pytest.raises(BadSettings) as refusal:
        load(variables)
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [("prot = 1", "headgate.toml: there is no"), ("port = ", "headgate.toml:"), ("port = true", "True")],
)
def test_a_wrong_file_is_said(elsewhere: Path, text: str, says: str) -> None:
    (elsewhere / "headgate.toml").write_text(text)
    with pytest.raises(BadSettings) as refusal:
        load({})
    assert says in str(refusal.value)


def test_each_setting_has_a_meaning() -> None:
    found = meanings()
    assert ("port", "The port to listen at.", 8000) in found
    assert all(meaning.endswith(".") for _, meaning, _ in found)
