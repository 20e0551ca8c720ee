"""Errors that an operator can act on, said in a sentence and without a traceback."""

from typing import Any

import click
import msgspec

from headgate.app.migrating import BackupFirst
from headgate.app.settings import BadSettings, Settings, load
from headgate.kit.errors import Problem
from headgate.store.engine import Busy
from headgate.store.folder import FolderInUse
from headgate.store.migrate import NotMigrated
from headgate.store.open import BadBackup

PLAIN = (msgspec.ValidationError, BadSettings, NotMigrated, BackupFirst, BadBackup, Busy)


class Said(click.Group):
    """A group whose commands end with a sentence for what the operator can put right."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FolderInUse as error:
            raise click.ClickException(
                f"The folder {error.folder} is in use by {error.owner}. Stop it, or go through its API: "
                "--url and --token, where a command has them."
            ) from error
        except Problem as error:
            raise click.ClickException(error.detail or error.title) from error
        except PLAIN as error:
            raise click.ClickException(str(error)) from error


def settings() -> Settings:
    return load()
