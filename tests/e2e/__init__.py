"""The product as people meet it: the command line, the API guide, and journeys in a browser."""
