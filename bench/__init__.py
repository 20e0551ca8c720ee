"""The performance harness: a real server, a client beside it, and what each request costs."""
