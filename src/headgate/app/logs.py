"""How the program logs: lines for people or JSON for machines, both to standard error."""

import logging
import sys

import structlog

from headgate.app.settings import Settings

# Local variables stay out of both: they hold secrets and what people wrote.
TRACEBACKS = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def begin(settings: Settings) -> None:
    last: list[structlog.typing.Processor] = (
        [structlog.processors.ExceptionRenderer(TRACEBACKS), structlog.processors.JSONRenderer()]
        if settings.log == "json"
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[settings.log_level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
