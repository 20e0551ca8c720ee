"""Every error leaves as a problem document: what was wrong, at which place, and nothing of our inside."""

import errno
import re
import secrets

import msgspec
import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from headgate.core.edge import AnyRequest
from headgate.core.fields.catalogue import PREFIXES
from headgate.kit import errors
from headgate.kit.errors import Problem
from headgate.kit.ids import NotAnId
from headgate.store.engine import Away, Busy, Clash, TooSlow, Unfit

log = structlog.get_logger("headgate.problems")
MEDIA = "application/problem+json"
PLACE = re.compile(r"(.*?)(?: - at `\$(.*)`)?", re.DOTALL)
STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
MEMBER = re.compile(r"Object (?:missing required|contains unknown) field `(.+)`")
WORDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"} | {
    "array": "a list",
    "object": "an object",
    "null": "nothing",
}
AWAY_SECONDS = 5
AWAY = "The store cannot be reached or written just now. Nothing was changed; try again shortly."
UNCERTAIN = (
    "The store went away while it was at work. Look whether your change is there before you repeat it."
)
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
TITLES = {404: ("not_found", "Not found"), 405: ("method_not_allowed", "Not possible here")} | {
    413: ("too_large", "Too large"),
    415: ("unsupported_media_type", "This kind of content is not understood"),
}


def answer(problem: Problem) -> Response[bytes]:
    """The problem as a response, with the headers that belong to it."""
    headers = {"cache-control": "no-store"}
    if "retry_after" in problem.extra:
        headers["retry-after"] = str(problem.extra["retry_after"])
    if problem.status == 401:
        headers["www-authenticate"] = "Bearer"
    body = msgspec.json.encode(problem.as_document())
    return Response(body, status_code=problem.status, media_type=MEDIA, headers=headers)


def of_problem(request: AnyRequest, error: Problem) -> Response[bytes]:
    return answer(error)


def of_validation(request: AnyRequest, error: ValidationException) -> Response[bytes]:
    """Litestar's refusal of a body or parameter; its cause knows the place best."""
    if isinstance(error.__cause__, msgspec.ValidationError):
        return answer(invalid(str(error.__cause__)))
    places = error.extra if isinstance(error.extra, list) else []
    found = [
        {"pointer": f"/{each.get('key', '')}", "message": str(each.get("message", ""))} for each in places
    ]
    return answer(errors.bad_input(error.detail, found))


def of_msgspec(request: AnyRequest, error: msgspec.ValidationError) -> Response[bytes]:
    return answer(invalid(str(error)))


def of_unreadable(request: AnyRequest, error: msgspec.DecodeError | UnicodeDecodeError) -> Response[bytes]:
    return answer(errors.bad_request(f"This is not JSON: {error}"))


def of_recursion(request: AnyRequest, error: RecursionError) -> Response[bytes]:
    """What was sent is nested deeper than can be read; any other endless descent is ours."""
    if "deserializing" in str(error):
        return answer(errors.bad_request("This is nested too deeply."))
    return of_anything(request, error)


def of_unfit(request: AnyRequest, error: Unfit | OverflowError) -> Response[bytes]:
    """A number or date beyond what any column holds, or a sign that cannot be stored."""
    log.warning("a value cannot be kept", reason=str(error), path=request.url.path)
    return answer(errors.bad_input("A value lies out of the range that can be kept."))


def invalid(said: str) -> Problem:
    """A 422 with the JSON pointer of what msgspec complained about: “… - at `$.data.items[0].a`”."""
    match = PLACE.fullmatch(said)
    message, path = (match.group(1), match.group(2) or "") if match else (said, "")
    steps = [name or number or "*" for name, number in STEP.findall(path)]
    if steps[:1] == ["data"]:
        steps = steps[1:]
    if member := MEMBER.search(message):
        steps.append(member.group(1))
        missing = "missing" in message
        message = f"“{member.group(1)}” is missing." if missing else f"There is no “{member.group(1)}” here."
        if steps == ["data"]:
            steps, message = [], "The request has no body."
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    message = in_words(message)
    detail = f"{pointer.lstrip('/')}: {message}" if pointer else message
    return errors.bad_input(detail, [{"pointer": pointer, "message": message}])


def in_words(message: str) -> str:
    """`Expected `int`, got `str`` as a sentence."""
    said = re.sub(r"`([a-z]+)`", lambda match: WORDS.get(match.group(1), match.group(0)), message)
    return said if said.endswith(".") else f"{said}."


def of_http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    """A refusal by the framework: no such route, another method, a body that cannot be read."""
    if error.status_code >= 500:
        return of_anything(request, error)
    code, title = TITLES.get(error.status_code, ("bad_request", "The request cannot be read"))
    detail = "There is nothing at this address." if error.status_code == 404 else error.detail
    response = answer(Problem(error.status_code, code, title, detail))
    response.headers.update(error.headers or {})
    return response


def of_busy(request: AnyRequest, error: Busy) -> Response[bytes]:
    log.warning("busy", reason=str(error), path=request.url.path)
    return answer(errors.busy(retry_after=1))


def of_away(request: AnyRequest, error: Away) -> Response[bytes]:
    log.warning("the store is away", reason=str(error), path=request.url.path)
    return answer(errors.unavailable(UNCERTAIN if error.uncertain else AWAY, AWAY_SECONDS))


def of_file(request: AnyRequest, error: OSError) -> Response[bytes]:
    """A disk that is full or cannot be written is the store's trouble; any other is ours to repair."""
    if error.errno not in DISK:
        return of_anything(request, error)
    return of_away(request, Away(str(error)))


def of_too_slow(request: AnyRequest, error: TooSlow) -> Response[bytes]:
    detail = "The search took too long and was stopped: narrow it, or mark the field filterable."
    return answer(Problem(503, "too_slow", "Too slow", detail))


def of_clash(request: AnyRequest, error: Clash) -> Response[bytes]:
    return answer(errors.conflict("Somebody has just made the same. Look again before you repeat it."))


def of_id(request: AnyRequest, error: NotAnId) -> Response[bytes]:
    """In the path it names nothing that there is; elsewhere it is an input like any other."""
    noun = next((name for name, prefix in PREFIXES.items() if prefix == error.prefix), "record")
    if error.text in request.path_params.values():
        return answer(errors.not_found(noun))
    return answer(
        errors.bad_input(f"“{error.text}” is not the id of a {noun}: those begin with {error.prefix}_.")
    )


def of_anything(request: AnyRequest, error: Exception) -> Response[bytes]:
    """Ours to repair: the answer carries a number, the log all else under the same number."""
    number = secrets.token_hex(6)
    log.error("request failed", request_id=number, path=request.url.path, exc_info=error)
    detail = f"This is an error in Headgate. It is in the log as {number}."
    return answer(Problem(500, "internal", "Something went wrong", detail, extra={"request_id": number}))


HANDLERS: ExceptionHandlersMap = {
    Problem: of_problem,
    ValidationException: of_validation,
    HTTPException: of_http,
    msgspec.ValidationError: of_msgspec,
    msgspec.DecodeError: of_unreadable,
    Away: of_away,
    Busy: of_busy,
    OSError: of_file,
    TooSlow: of_too_slow,
    Clash: of_clash,
    Unfit: of_unfit,
    OverflowError: of_unfit,
    UnicodeDecodeError: of_unreadable,
    RecursionError: of_recursion,
    NotAnId: of_id,
    Exception: of_anything,
}
