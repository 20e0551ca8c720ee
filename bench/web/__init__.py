"""How long people wait in the web application, measured in a real browser against a real server."""
