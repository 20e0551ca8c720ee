"""What a server is given: `headgate.app.main:app`, made when it is first asked for."""

from functools import cache

from litestar import Litestar

from headgate.app.api import create_app
from headgate.app.logs import begin
from headgate.app.settings import load
from headgate.store.open import open_store


def made() -> Litestar:
    """The application with the store that the settings name. Raises BadSettings, NotMigrated, FolderInUse."""
    settings = load()
    begin(settings)
    return create_app(open_store(settings.data, settings.database_url), settings)


only = cache(made)
"""Servers may ask for the name twice; a store is opened once."""


def __getattr__(name: str) -> Litestar:
    """So that importing this module opens no store, and `headgate.app.main:app` does."""
    if name == "app":
        return only()
    raise AttributeError(name)
