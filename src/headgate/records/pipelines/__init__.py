"""Pipelines: their stages, the gates on entry, the reasons for losing."""
