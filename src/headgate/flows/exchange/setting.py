"""What an import works with: its run, who acts, the names known, the stages that the file's stages are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from headgate.core.access.actor import Actor
from headgate.core.listing.pages import page, wanted
from headgate.flows.exchange.checkedplan import new_stages, pipeline_name
from headgate.flows.exchange.known import Known, known, letters
from headgate.flows.exchange.plans import FilePlan, Kind, Options
from headgate.flows.exchange.runs import Place, Run
from headgate.flows.exchange.stagewords import kind_of
from headgate.flows.exchange.targets import COMPANY_KEY
from headgate.kit import clock, periods
from headgate.kit.text import fold
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.pipelines.schemas import Pipeline, Stage
from headgate.records.products.queries import PRODUCTS
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx


@dataclass
class Setting:
    """Read at the start; names are read as they come. `dry`: nothing is to be written."""

    run: Run
    actor: Actor
    zone: str
    dry: bool
    names: dict[str, Known] = field(default_factory=known)
    pipelines: list[Pipeline] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    own: list[CustomField] = field(default_factory=list)
    """The workspace's own fields."""
    marks: set[tuple[str, str]] = field(default_factory=set)
    """In a check: field and mark of the values of unique ones, of the rows gone through."""
    prices: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Letters of a product's name -> currency and list price."""
    place: Place = field(default_factory=Place)
    pipeline_made: str | None = None
    """The pipeline that the chunk under way has made."""
    at: datetime = field(default_factory=clock.now)
    coming: set[tuple[Kind, str]] = field(default_factory=set)
    """In a check: the keys of their own, besides names, of the records that the import would make."""
    people: set[str] = field(default_factory=set)
    """In a check: the names and addresses, folded, of the contacts that the import would make."""
    parents: dict[str, str] = field(default_factory=dict)
    """Company -> parent, both by key, of the rows gone through."""
    _open: dict[str, list[Stage]] = field(default_factory=dict)

    @property
    def ws(self) -> str:
        return self.actor.workspace_id

    @cached_property
    def today(self) -> str:
        return periods.day_of(self.at, self.zone)

    @cached_property
    def deals_index(self) -> int:
        return self.files("deals")[0].index

    @property
    def options(self) -> Options:
        return self.run.plan.options

    def files(self, kind: Kind) -> list[FilePlan]:
        return [file for file in self.run.plan.files if file.record == kind and not file.skip]

    def header(self, index: int, field: str) -> str | None:
        """The title of the column that fills a field."""
        plan = next(each for each in self.run.plan.files if each.index == index)
        place = next((column.index for column in plan.columns if column.field == field), None)
        return None if place is None else self.run.files[index].shape.header[place]

    def opened(self, pipeline_id: str) -> list[Stage]:
        """The open stages of a pipeline in order."""
        if pipeline_id not in self._open:
            every = next(p.stages for p in self.pipelines if p.id == pipeline_id)
            self._open[pipeline_id] = [s for s in every if s.kind == "open" and not s.retired]
        return self._open[pipeline_id]

    def load_companies(self, tx: Tx, rows: Sequence[Mapping[str, Any]]) -> None:
        """Reads those that rows name."""
        for link, record in (("company_id", "company"), (COMPANY_KEY, COMPANY_KEY)):
            self.names[record].load(tx, self.ws, [values[link] for values in rows if values.get(link)])

    def company(self, values: Mapping[str, Any]) -> str | None:
        """The company that a row names: by its id of elsewhere, else by its name; None for none known."""
        key, name = values.get(COMPANY_KEY), values.get("company_id")
        found = self.names[COMPANY_KEY].id(key) if key else None
        return self.names["company"].id(name) if found is None and name else found

    def pipeline(self, id_: str) -> Pipeline:
        return next(pipeline for pipeline in self.pipelines if pipeline.id == id_)

    def stage(self, value: str | None, pipeline_name: str | None) -> Stage:
        """The stage that a row of the file is in; without a value the first. Raises ValueError."""
        pipeline = self.pipeline_named(pipeline_name)
        if value is None:
            return self.opened(pipeline.id)[0]
        chosen = self.place.stages.get(value)
        for stage in pipeline.stages:
            if stage.id == chosen and not stage.retired:
                return stage
        for stage in pipeline.stages:
            if fold(stage.name) == fold(value) and not stage.retired:
                return stage
        ends = kind_of(value)
        if ends != "open":
            return next(stage for stage in pipeline.stages if stage.kind == ends)
        raise ValueError(f"“{value[:80]}” is no stage of {pipeline.name}; choose the stage that it means.")

    def means(self, value: str, stage_id: str) -> bool:
        """Whether a value of the file stands for that stage."""
        try:
            return self.stage(value, None).id == stage_id
        except ValueError:
            return False

    def pipeline_named(self, name: str | None) -> Pipeline:
        if name is None:
            return self.pipeline(self.options.pipeline_id or COMING_PIPELINE)
        for pipeline in self.pipelines:
            if fold(pipeline.name) == fold(name) and not pipeline.archived:
                return pipeline
        raise ValueError(f"There is no pipeline “{name[:80]}”.")


COMING_PIPELINE = "pipe_0"
"""Stands, until it is made, for the pipeline that an import will make."""


def begin(tx: Tx, actor: Actor, run: Run, *, dry: bool) -> Setting:
    """What the import finds."""
    ws = actor.workspace_id
    made = Setting(run, actor, workspace_of(tx, ws).zone, dry)
    made.place = Place() if dry or run.place is None else run.place
    made.pipelines = [*pipelines_of(tx, ws)]
    made.reasons = {fold(r.name): r.id for r in reasons_of(tx, ws) if not r.retired}
    made.own = fields_of(tx, ws)
    read_prices(tx, made)
    if run.plan.options.pipeline_id is None:
        made.pipelines.append(to_come(run.plan.options))
    if not made.place.stages:
        made.place.stages = meant_stages(made, run.plan.options.pipeline_id or COMING_PIPELINE)
    return made


def read_prices(tx: Tx, made: Setting) -> None:
    """The list prices of the products that there are."""
    cursor: str | None = None
    while True:
        found = page(tx, made.ws, PRODUCTS, wanted("product", cursor=cursor, limit=200))
        for product in found.items:
            if product.list_price is not None:
                made.prices.setdefault(letters(product.name), (product.currency, product.list_price))
        cursor = found.next
        if cursor is None:
            return


def to_come(options: Options) -> Pipeline:
    """The pipeline that the import will make, with stages that have places for ids."""
    stages, _ = new_stages(options.stages)
    return Pipeline(
        id=COMING_PIPELINE,
        name=pipeline_name(options),
        archived=False,
        version=0,
        stages=[
            Stage(
                id=f"stage_{place:x}",
                pipeline_id=COMING_PIPELINE,
                name=stage.name,
                kind=stage.kind,
                position=place,
                purpose="",
                expected_days=None,
                probability=stage.probability,
                qualifying=stage.qualifying,
                hue=0,
                criteria=[],
                retired=False,
                version=0,
            )
            for place, stage in enumerate(stages)
        ],
    )


def meant_stages(made: Setting, pipeline_id: str) -> dict[str, str]:
    """Value of the file -> id of the stage that the plan says it is."""
    options = made.options
    if pipeline_id != options.pipeline_id:
        _, meant = new_stages(options.stages)
        own = {stage.name: stage.id for stage in made.pipeline(pipeline_id).stages}
        return {value: own[name] for value, name in meant.items()}
    return {value: plan.stage_id for value, plan in options.stages.items() if plan.stage_id is not None}
