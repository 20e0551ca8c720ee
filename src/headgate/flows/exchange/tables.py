"""Tables of imports: each run with its plan and how far it is, and the problems of its rows."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Json, Number

import_runs = table(
    "import_run",
    column("id", Id("imp")),
    column("status", sa.Text()),
    column("created_at", Instant()),
    column("created_by", Id("mem"), null=True),
    column("plan", Json()),
    column("files", Json()),
    column("progress", Json(), null=True),
    column("result", Json(), null=True),
    column("place", Json(), null=True),
    column("stop", Flag()),
    column("problems", Number),
    column("error", sa.Text(), null=True),
    column("folder", sa.Text()),
    column("batch", Number),
    column("version", Number),
    index("import_run_created", "created_at", "id"),
)
"""`place`: how far the applying has come, written in the same transaction as what was applied. `batch`: the
number that ties the journal's entries of the run together. `folder`: where the uploaded files lie."""

import_problems = table(
    "import_problem",
    column("import_id", Id("imp")),
    column("n", Number),
    column("file", Number),
    column("row", Number),
    column("column", sa.Text(), null=True),
    column("severity", sa.Text()),
    column("message", sa.Text()),
    column("value", sa.Text(), null=True),
    key=("import_id", "n"),
)
