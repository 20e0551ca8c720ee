"""The command line: `headgate`, one module a group of commands."""

import click

import headgate
from headgate.app.cli import (
    coverage,
    data,
    demo,
    figures,
    funnel,
    importing,
    keeping,
    looking,
    people,
    running,
)
from headgate.app.cli.said import Said


@click.group(cls=Said, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(headgate.__version__, prog_name="headgate")
def main() -> None:
    """Headgate, the sales pipeline you own.

    Settings come from HEADGATE_… variables or headgate.toml.
    """


for module in (running, keeping, people, data, looking, demo, figures, funnel, coverage, importing):
    for command in module.commands:
        main.add_command(command)
