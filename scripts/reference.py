"""Writes the reference pages that follow from the code: `reference.py` for all, or the names of some."""

import dataclasses
import json
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from headgate.app.api import description
from headgate.app.cli import main as main_command
from headgate.app.settings import PREFIX, Settings
from headgate.core.access.roles import GRANTS, PAGE, REACH, ROLES, SCOPES
from headgate.core.journal.kinds import KINDS
from headgate.core.verbs.registry import VERBS
from headgate.insight import answers
from headgate.insight.metrics.registry import FIGURES
from headgate.insight.schemas import Metric

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
HEAD = """# Figures

Written by `scripts/reference.py metrics.md` from the registry of figures; a test compares the two.

A figure covers the deals that its viewer may see. It comes with its interval, the number of deals behind
it (`too_few` under 10, `indicative` under 30, else `usable`), what it leaves out and why, the moment it
speaks of, and the filter that opens the deals it counts. Periods are half-open in the workspace's time zone;
`period` picks deals by the day they closed or were created, as the basis says. Only values in the workspace's
currency are added. A closed deal is credited to its owner at the close: a segment or filter by owner, team,
manager or region means that owner. Deleted deals are gone when they were a test, a duplicate or a mistake;
else they are lost. `as_of` asks for the past as we know it now, `known_at` for what was known then.
"""


def metrics() -> str:
    """The page of figures, family by family."""
    parts = [HEAD]
    for family in answers.FAMILIES:
        title = (family.__doc__ or "").splitlines()[0]
        parts.append(f"\n## {title.partition(':')[0]}\n")
        mine = [made.metric for made in FIGURES.values() if made.measure.__module__ == family.__name__]
        parts += [section(metric) for metric in mine]
    return "".join(parts)


def section(metric: Metric) -> str:
    oracle = f"`{metric.oracle}`" if metric.oracle else "none of its own"
    lines = [
        f"\n### {metric.name} (`{metric.id}`, version {metric.version})\n",
        f"{metric.question}\n",
        f"- **Value**: {metric.formula}.",
        f"- **Basis**: {metric.basis}. **Unit**: {metric.unit}. **Defined in**: {metric.source}. "
        f"**Example with known results**: {oracle}.",
        "",
        "| beside the value | what it is |",
        "|---|---|",
        *(f"| `{name}` | {text} |" for name, text in metric.parts.items()),
    ]
    return "\n".join(lines) + "\n"


def settings() -> str:
    """The page of settings."""
    lines = [
        "# Settings\n",
        "Written by `scripts/reference.py settings.md`; a test compares.\n",
        "Each is a variable of the environment, or a key of `headgate.toml` (or of the file that",
        "`HEADGATE_CONFIG` names) in lower case without the prefix. An unknown one is an error.\n",
        "| variable | default | what it is |",
        "|---|---|---|",
    ]
    hints = typing.get_type_hints(Settings, include_extras=True)
    for field in dataclasses.fields(Settings):
        words = typing.get_args(hints[field.name])[1]
        default = "–" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{field.name.upper()}` | {default} | {words} |")
    return "\n".join(lines) + "\n"


def roles() -> str:
    """The page of roles and of what tokens may do."""
    head = " | ".join(ROLES)
    lines = [
        "# Who may do what\n",
        "Written by `scripts/reference.py roles.md` from `core/access/roles.py`; a test compares.\n",
        f"| permission | {head} | token scopes |",
        "|---|" + "---|" * (len(ROLES) + 1),
    ]
    for name in PAGE:
        marks = " | ".join("yes" if name in GRANTS[role] else "" for role in ROLES)
        scopes = ", ".join(scope for scope, granted in SCOPES.items() if name in granted)
        lines.append(f"| `{name}` | {marks} | {scopes} |")
    lines += ["", "Whose deals a role sees:", ""]
    lines += [f"- {role}: {REACHES[REACH[role]]}" for role in ROLES]
    return "\n".join(lines) + "\n"


REACHES = {
    "everyone": "everybody's",
    "tree": "its own and those of the teams that it manages and of all teams below",
    "team": "its own and those of the teams that it manages",
    "own": "its own",
}


def verbs() -> str:
    """The page of verbs and of the kinds of entry in the journal."""
    lines = [
        "# Verbs and journal\n",
        "Written by `scripts/reference.py verbs.md` from the registries; a test compares.\n",
        "Every change is one of these verbs, on a batch.\n",
        "| verb | permission | taken back by |",
        "|---|---|---|",
    ]
    for verb in sorted(VERBS.values(), key=lambda each: each.name):
        back = verb.inverse or f"nothing: {verb.because}"
        lines.append(f"| `{verb.name}` | `{verb.permission}` | {back} |")
    lines += [
        "",
        "Every change leaves an entry of one of these kinds.",
        "",
        "| kind | sentence |",
        "|---|---|",
    ]
    lines += [f"| `{kind.name}` | {kind.sentence} |" for kind in sorted(KINDS.values(), key=lambda k: k.name)]
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page of the command line."""
    lines = ["# Commands\n", "Written by `scripts/reference.py commands.md`; a test compares.\n"]
    for words, command in walk(main_command, ()):
        name = " ".join(("headgate", *words))
        context = click.Context(command, info_name=name, terminal_width=78, **main_command.context_settings)
        lines += [f"## {context.info_name}\n", "```text", command.get_help(context).rstrip(), "```\n"]
    return "\n".join(lines).rstrip() + "\n"


def walk(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from walk(command.commands[name], (*words, name))


def openapi() -> str:
    """The description of the API."""
    return json.dumps(description(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "metrics.md": metrics,
    "settings.md": settings,
    "roles.md": roles,
    "verbs.md": verbs,
    "commands.md": commands,
    "openapi.json": openapi,
}


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or PAGES:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main(sys.argv[1:])
