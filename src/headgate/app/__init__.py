"""Floor 6: where all meet; API, sign-in, command line, workers."""
