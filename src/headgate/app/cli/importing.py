"""`headgate import`: CSV and XLSX from guess to done, through a running server or into the store."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.importers import importer
from headgate.app.cli.people import choice_of_workspace
from headgate.flows.exchange.plans import Closes, Missing, Options, Plan, StageKind, StagePlan
from headgate.flows.exchange.schemas import Import, RowProblem

CLOSES: tuple[Closes, ...] = ("first", "last")
STAGE_WORDS: dict[StageKind, str] = {"open": "stage", "won": "wins", "lost": "loses", "none": "no stage"}
MISSING: tuple[Missing, ...] = ("leave", "list_price", "list_price_all")
BARS = ("   ", "|  ", "|| ", "|||")


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--plan", "plan_file", type=click.Path(path_type=Path, exists=True), help="A plan as JSON.")
@click.option("--save-plan", type=click.Path(path_type=Path, dir_okay=False), help="Write the plan and stop.")
@click.option("--currency", help="The currency of amounts that carry none.")
@click.option("--missing-amount", type=click.Choice(MISSING), help="For deals without a value.")
@click.option("--update", is_flag=True, help="Records that are here already take the values of the files.")
@click.option("--won", multiple=True, help="A stage, or an activity of an event log, that wins; repeatable.")
@click.option("--lost", multiple=True, help="One that loses; repeatable.")
@click.option("--no-stage", multiple=True, help="An activity that is no stage; a * stands for anything.")
@click.option("--closes", type=click.Choice(CLOSES), help="Which such activity of a case ends it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@choice_of_workspace
@asking.options
def import_files(
    files: tuple[Path, ...],
    plan_file: Path | None,
    save_plan: Path | None,
    currency: str | None,
    missing_amount: Missing | None,
    update: bool,
    won: tuple[str, ...],
    lost: tuple[str, ...],
    no_stage: tuple[str, ...],
    closes: Closes | None,
    yes: bool,
    workspace: str | None,
    url: str | None,
    token: str | None,
) -> None:
    """Import CSV or XLSX FILES: deals, companies, contacts, products, members, alone or together, or an event
    log, whose cases become deals with their way through the stages.

    Prints what each column is taken for, tries it without writing, tells every problem, asks, imports.
    """
    with importer(workspace, url, token) as where:
        run = where.start(files)
        show_guess(run)
        plan = msgspec.json.decode(plan_file.read_bytes(), type=Plan) if plan_file else run.plan
        options = {"currency": currency, "missing_amount": missing_amount, "closes": closes}
        given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
        if update:
            given["matched"] = "update"
        given["stages"] = with_kinds(plan.options.stages, {"none": no_stage, "won": won, "lost": lost})
        plan = msgspec.structs.replace(plan, options=msgspec.structs.replace(plan.options, **given))
        show_stages(plan)
        if save_plan:
            save_plan.write_bytes(msgspec.json.format(msgspec.json.encode(plan), indent=2))
            click.echo(f"The plan is in {save_plan}.")
            return
        run = where.ask(where.plan(run, plan), "check")
        show_result(run, "This would happen", where.problems(run), plan.options)
        if run.status != "checked":
            raise click.ClickException(run.error or f"The check ended as {run.status}.")
        if not yes:
            click.confirm("Import?", abort=True)
        run = where.ask(run, "apply")
        show_result(run, "Done", where.problems(run), plan.options)
        if run.status != "applied":
            raise click.ClickException(run.error or f"The import ended as {run.status}.")


def show_guess(run: Import) -> None:
    for file in run.files:
        click.echo(f"\n{file.name}: {file.rows:,} rows of {file.record}")
        for column in file.columns:
            field = column.field or "-"
            click.echo(f"  {column.name:<24} {BARS[column.certainty]} {field:<18} {column.why}")


def with_kinds(
    stages: Mapping[str, StagePlan], given: Mapping[StageKind, Sequence[str]]
) -> dict[str, StagePlan]:
    """The stages of the file with the kinds said; what is said later holds."""
    made = dict(stages)
    for kind, patterns in given.items():
        for pattern in patterns:
            named = [name for name in made if name == pattern or (kind == "none" and fnmatch(name, pattern))]
            if not named:
                raise click.ClickException(f"The files have no stage or activity “{pattern}”.")
            for name in named:
                made[name] = msgspec.structs.replace(made[name], kind=kind, stage_id=None)
    return made


def show_stages(plan: Plan) -> None:
    """The activities of an event log, each with what it does to a case."""
    if not any(file.record == "events" and not file.skip for file in plan.files):
        return
    click.echo("\nActivities")
    for name, stage in sorted(plan.options.stages.items(), key=lambda item: item[1].position):
        click.echo(f"  {name:<40} {STAGE_WORDS[stage.kind]}")


def show_result(run: Import, title: str, problems: Sequence[RowProblem], options: Options) -> None:
    result = run.result
    if result is None:
        return
    click.echo(f"\n{title}")
    for noun, count in sorted(result.created.items(), key=lambda item: -item[1]):
        click.echo(f"  {noun:<12} {count:>10,} new {result.matched.get(noun, 0):>10,} there already")
    for noun, count in result.changed.items():
        click.echo(f"  {noun:<12} {count:>10,} changed")
    click.echo(f"  rows refused {result.refused:>10,}")
    if result.missing_open.rows and options.missing_amount == "leave":
        click.echo(f"  {result.missing_open.rows:,} open deals have no value (--missing-amount list_price)")
    for each in problems:
        at = f"{run.files[each.file].name} row {each.row}" + (f", {each.column}" if each.column else "")
        click.echo(f"  {each.severity}: {at}: {each.message}")
    if run.problems > len(problems):
        click.echo(f"  … and {run.problems - len(problems):,} further problems")


commands = [import_files]
