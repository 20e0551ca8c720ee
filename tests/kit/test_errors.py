"""Problem documents: the members of RFC 9457, our code, and nothing hidden."""

import pytest

from headgate.kit import errors


@pytest.mark.parametrize(
    ("problem", "status", "code"),
    [
        (errors.bad_input("x"), 422, "invalid"),
        (errors.bad_request("x"), 400, "bad_request"),
        (errors.unauthenticated(), 401, "unauthenticated"),
        (errors.forbidden("x"), 403, "forbidden"),
        (errors.not_found("deal"), 404, "not_found"),
        (errors.conflict("x"), 409, "conflict"),
        (errors.too_large("x"), 413, "too_large"),
        (errors.unmet([]), 422, "gate_unmet"),
        (errors.too_many(), 429, "too_many"),
        (errors.busy(), 503, "busy"),
    ],
)
def test_each_kind_has_its_status_and_code(problem: errors.Problem, status: int, code: str) -> None:
    document = problem.as_document("/api/v1/deals")
    assert (document["status"], document["code"], document["instance"]) == (status, code, "/api/v1/deals")
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"] == str(problem)


def test_places_are_named() -> None:
    fields = [{"pointer": "/amount", "message": "is not an amount"}]
    assert errors.bad_input("One value is wrong.", fields).as_document()["errors"] == fields
    assert "errors" not in errors.bad_input("x").as_document()


def test_extra_members_stand_beside_and_never_over_the_standard_ones() -> None:
    document = errors.conflict("x", changed=["amount"], status=200).as_document()
    assert document["changed"] == ["amount"]
    assert document["status"] == 409


def test_unmet_counts_and_lists() -> None:
    one = {"criterion": "budget", "sentence": "A budget is known."}
    assert errors.unmet([one]).detail == "One criterion is not met."
    document = errors.unmet([one, one]).as_document()
    assert document["detail"] == "2 criteria are not met."
    assert document["unmet"] == [one, one]


def test_retry_after() -> None:
    assert errors.busy(retry_after=3).as_document()["retry_after"] == 3
    assert "retry_after" not in errors.too_many().as_document()
