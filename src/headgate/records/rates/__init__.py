"""Exchange rates: what other currencies are worth in the workspace's, from which day on."""
