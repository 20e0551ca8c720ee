"""People on a deal: which contacts take part in it, in which role."""
