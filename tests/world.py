"""A small named world, built through the product's own verbs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor, grants, system
from headgate.core.access.roles import GRANTS, Role
from headgate.core.journal.entries import open_head
from headgate.core.verbs.perform import Outcome, perform
from headgate.core.verbs.work import Work
from headgate.kit import clock, ids
from headgate.kit.text import fold
from headgate.records.activities import routes as activity_routes
from headgate.records.deals import routes as deal_routes
from headgate.records.members.tables import members
from headgate.records.pipelines import commands as pipeline_commands
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import Stage
from headgate.records.workspace.tables import USUAL, workspaces
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

VERBS = (activity_routes, deal_routes)


@shape()
def insert_workspace() -> sa.Insert:
    return sa.insert(workspaces).values({c.name: P(c.name) for c in workspaces.columns})


@shape()
def insert_member() -> sa.Insert:
    return sa.insert(members).values({c.name: P(c.name) for c in members.columns})


@dataclass
class World:
    """A workspace with its default pipeline; `stages` in order, `actor` the system unless said."""

    store: Store
    ws: str
    pipeline: str
    stages: list[Stage]
    people: dict[str, str] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return system(self.ws)

    def do(self, verb: str, *batch: Any, actor: Actor | None = None, at: datetime | None = None) -> Outcome:
        """Performs a verb, as the system unless an actor is given."""
        who = actor or self.actor
        return self.store.write(lambda tx: perform(tx, who, verb, list(batch), occurred_at=at))

    def member(self, name: str, role: Role = "seller", owners: Sequence[str] | None = None) -> Actor:
        """A member and what it sees: everything, or the deals of these owners and its own."""
        id_ = ids.new("mem")
        self.people[name] = id_
        row = {
            "workspace_id": self.ws,
            "id": id_,
            "name": name,
            "name_key": fold(name),
            "email": None,
            "email_key": None,
            "role": role,
            "own_role_id": None,
            "status": "active",
            "team_id": None,
            "hue": 200,
            "identity_id": None,
            "standing": "live",
            "created_at": clock.now(),
            "version": 1,
        }
        self.store.write(lambda tx: tx.run(insert_member(), **row))
        seen = None if role in ("owner", "admin", "success", "viewer") else (id_, *(owners or ()))
        return Actor(self.ws, id_, role, name, seen, "user", None, grants(GRANTS[role], None))

    def reload(self) -> None:
        (pipeline,) = (
            p for p in self.store.read(lambda tx: pipelines_of(tx, self.ws)) if p.id == self.pipeline
        )
        self.stages = pipeline.stages


def found(store: Store, *, currency: str = "USD", zone: str = "UTC") -> World:
    """A fresh workspace."""
    ws = ids.new("ws")

    def work(tx: Tx) -> str:
        tx.run(
            insert_workspace(),
            workspace_id=ws,
            name="Aldermoor",
            base_currency=currency,
            zone=zone,
            fiscal_month=1,
            week_start=1,
            backdating_days=35,
            calendar=json.loads(USUAL),
            created_at=clock.now(),
            version=1,
        )
        tx.run(open_head(), ws=ws)
        setting_up = Work(tx, system(ws))
        pipeline = pipeline_commands.set_up(setting_up)
        setting_up.end()
        return pipeline

    pipeline = store.write(work)
    world = World(store, ws, pipeline, [])
    world.reload()
    return world
