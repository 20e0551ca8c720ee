"""Whether what is in the pipeline is enough for a period's target, by what came of as much before."""
