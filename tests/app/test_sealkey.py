"""The key of sealed secrets: from the setting, or in a file of the data folder."""

import threading
from pathlib import Path

import pytest

from headgate.app.sealkey import FILE, kept, key_of
from headgate.app.settings import BadSettings, Settings, load

LONG = "a passphrase of more than thirty-two characters"


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = key_of(Settings(data=folder))
    assert not folder.exists(), "not before it is needed"
    first = key()
    assert len(first) == 32 and first != bytes(32)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert key_of(Settings(data=folder))() == first
    assert [each.name for each in folder.iterdir()] == [FILE]


def test_of_many_that_make_it_at_once_one_stays(tmp_path: Path) -> None:
    found: list[bytes] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        found.append(kept(tmp_path / FILE))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_a_file_that_is_no_key_is_named_and_kept(tmp_path: Path) -> None:
    for content in ("", "zz", "00" * 31, "no key"):
        (tmp_path / FILE).write_text(content)
        with pytest.raises(BadSettings, match=r"secret\.key holds no key"):
            key_of(Settings(data=tmp_path))()
        assert (tmp_path / FILE).read_text() == content


def test_the_setting_takes_its_place(tmp_path: Path) -> None:
    settings = load({"HEADGATE_SECRET_KEY": LONG, "HEADGATE_DATA": str(tmp_path)})
    assert (
        key_of(settings)() == key_of(Settings(secret_key=LONG))() != key_of(Settings(secret_key=LONG + "x"))()
    )
    assert list(tmp_path.iterdir()) == []
    assert LONG not in repr(settings), "no log shows it"


def test_a_short_setting_is_refused() -> None:
    with pytest.raises(BadSettings, match="at least 32 characters"):
        load({"HEADGATE_SECRET_KEY": "x" * 31})
