"""What can happen to a pipeline."""

from headgate.core.journal.kinds import kind

PIPELINE_CREATED = kind("pipeline.created", "created the pipeline {name}")
PIPELINE_EDITED = kind("pipeline.edited", "edited the pipeline {name}", fold=True)
STAGE_ADDED = kind("stage.added", "added the stage {name}")
STAGE_EDITED = kind("stage.edited", "edited the stage {name}", fold=True)
STAGE_RETIRED = kind("stage.retired", "retired the stage {name}")
REASON_ADDED = kind("lost_reason.added", "added the lost reason {name}")
REASON_EDITED = kind("lost_reason.edited", "edited the lost reason {name}", fold=True)
