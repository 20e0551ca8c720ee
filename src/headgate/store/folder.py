"""One process owns a data folder; a lock file names it."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

LOCK = "headgate.lock"


class FolderInUse(Exception):
    """Another process owns the data folder; `owner` says who, as that process wrote it."""

    def __init__(self, folder: Path, owner: str) -> None:
        super().__init__(f"{folder} is in use by {owner}")
        self.folder, self.owner = folder, owner


def own_folder(folder: Path) -> TextIO:
    """Takes the folder for this process; gives the open lock file to keep. Raises FolderInUse."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        owner = lock.read().strip() or "another process"
        lock.close()
        raise FolderInUse(folder, owner) from None
    say_owner(folder, f"process {os.getpid()}")
    return lock


def say_owner(folder: Path, who: str) -> None:
    """Writes into the lock file who holds it, for whoever is refused."""
    (folder / LOCK).write_text(who, encoding="utf-8")
