"""The fields of pipelines, stages and lost reasons."""

from headgate.core.fields.catalogue import column, declare, record
from headgate.records.pipelines.tables import lost_reasons, pipelines, stages

STAGE_KINDS = (("open", "Open"), ("won", "Won"), ("lost", "Lost"))
REASON_KINDS = (
    ("lost", "Lost"),
    ("no_decision", "No decision"),
    ("disqualified", "Disqualified"),
    ("deleted", "Deleted"),
)

PIPELINE, STAGE, LOST_REASON = "pipeline", "stage", "lost_reason"
record(PIPELINE, "pipelines", "pipe", pipelines)
record(STAGE, "stages", "stage", stages)
record(LOST_REASON, "lost reasons", "reason", lost_reasons)
declare("pipeline", column("name", "Name", "text"), column("position", "Position", "number"))
declare(
    "stage",
    column("name", "Name", "text"),
    column("pipeline_id", "Pipeline", "link", links="pipeline"),
    column("kind", "Kind", "choice", choices=STAGE_KINDS),
    column("position", "Position", "number"),
    column("purpose", "Purpose", "text"),
    column("expected_days", "Expected days", "number"),
    column("probability", "Probability", "number"),
    column("qualifying", "Qualifying", "flag"),
    column("hue", "Colour", "number"),
)
declare(
    "lost_reason",
    column("name", "Label", "text"),
    column("kind", "Kind", "choice", choices=REASON_KINDS),
    column("position", "Position", "number"),
)
