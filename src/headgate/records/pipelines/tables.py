"""Tables of pipelines, stages, their past definitions, and lost reasons."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Json, Number, words

pipelines = table(
    "pipeline",
    column("id", Id("pipe")),
    column("name", words()),
    column("position", Number),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
)

stages = table(
    "stage",
    column("id", Id("stage")),
    column("pipeline_id", Id("pipe")),
    column("name", words()),
    column("kind", sa.Text()),
    column("position", Number),
    column("purpose", sa.Text()),
    column("expected_days", Number, null=True),
    column("probability", Number, null=True),
    column("qualifying", Flag()),
    column("hue", Number),
    column("criteria", Json()),
    column("standing", sa.Text()),
    column("version", Number),
    index("stage_pipeline", "pipeline_id", "position"),
)

pipeline_versions = table(
    "pipeline_version",
    column("pipeline_id", Id("pipe")),
    column("number", Number),
    column("valid_from", Instant()),
    column("definition", Json()),
    key=("pipeline_id", "number"),
)
"""What a pipeline looked like from an instant on: its name and stages, as the API shows them."""

lost_reasons = table(
    "lost_reason",
    column("id", Id("reason")),
    column("name", words()),
    column("kind", sa.Text()),
    column("position", Number),
    column("standing", sa.Text()),
    column("version", Number),
)
