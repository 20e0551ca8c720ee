"""Why a row of a file cannot be taken."""


class Refused(Exception):
    """The row cannot be taken; the field is the one to blame."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message
