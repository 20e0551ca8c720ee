"""Somebody sets up an authenticator, signs in with it, and with a recovery code; another device is ended."""

import re
import time
from base64 import b32decode

import httpx
import pytest
from playwright.sync_api import Page, expect

from headgate.kit import clock, totp
from tests.e2e import axe
from tests.e2e.conftest import Visit
from tests.e2e.test_axe import settled
from tests.server import Server

WORD = "three quiet harbours"


def code_of(secret: str, after: int = 0) -> tuple[str, int]:
    """The digits to give now and their step, which comes after the one that was given last."""
    step = max(totp.step_at(clock.now()), after + 1)
    while step > totp.step_at(clock.now()) + 1:
        time.sleep(0.5)
    return totp.code(b32decode(secret), step), step


def at_the_door(page: Page, server: Server, email: str) -> None:
    """The password is given, the code is asked for."""
    page.goto(f"{server.url}/signin")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Write your code")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", (390, 844))])
def test_a_second_factor_from_end_to_end(
    visit: Visit, empty_server: Server, theme: str, size: tuple[int, int]
) -> None:
    with empty_server.client() as client:
        email = client.get("/session").json()["member"]["email"]
        assert client.post("/session/password", json={"new": WORD}).status_code == 204
    headers = {"X-Headgate": "1", "user-agent": "curl/8.5.0"}
    body = {"email": email, "password": WORD}
    assert httpx.post(f"{empty_server.url}/api/v1/session", json=body, headers=headers).status_code == 200
    said: list[str] = []

    def looked_at(page: Page) -> None:
        settled(page)
        said.extend(axe.found(page))

    page = visit(empty_server, theme=theme, size=size)
    page.goto(f"{empty_server.url}/settings/profile")
    page.get_by_role("button", name="Sign out curl").click()
    expect(page.get_by_label("Sessions", exact=True).get_by_text("curl")).to_have_count(0)

    page.get_by_role("button", name="Set up").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Your password").fill("not this one")
    form.get_by_role("button", name="Go on").click()
    expect(form.get_by_text("This is not your present password.")).to_be_visible()
    form.get_by_label("Your password").fill(WORD)
    form.get_by_role("button", name="Go on").click()
    expect(form.get_by_role("img", name="QR code for your authenticator")).to_be_visible()
    looked_at(page)
    secret = form.locator("code").inner_text().replace(" ", "")
    code, step = code_of(secret)
    form.get_by_label("Code", exact=True).fill(code)
    form.get_by_role("button", name="Turn on").click()
    codes = form.get_by_label("Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    looked_at(page)
    recovery = codes.first.inner_text()
    form.get_by_role("button", name="I kept them").click()
    expect(page.get_by_text("10 recovery codes left")).to_be_visible()

    other = visit(empty_server, signed_in=False, allow=(401,), theme=theme, size=size)
    at_the_door(other, empty_server, email)
    other.get_by_label("Code", exact=True).fill(code)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_text("was used already")).to_be_visible()
    looked_at(other)
    code, step = code_of(secret, step)
    other.get_by_label("Code", exact=True).fill(code)
    other.get_by_role("button", name="Sign in").click()
    expect(other).not_to_have_url(re.compile("/signin"))

    third = visit(empty_server, signed_in=False, allow=(401,), theme=theme, size=size)
    at_the_door(third, empty_server, email)
    third.get_by_role("button", name="Use a recovery code").click()
    third.get_by_label("Recovery code").fill(recovery.upper())
    third.get_by_role("button", name="Sign in").click()
    expect(third).not_to_have_url(re.compile("/signin"))

    page.reload()
    expect(page.get_by_text("9 recovery codes left")).to_be_visible()
    page.get_by_role("button", name="Turn off").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Your password").fill(WORD)
    form.get_by_label("Code", exact=True).fill(code_of(secret, step)[0])
    looked_at(page)
    form.get_by_role("button", name="Turn off").click()
    expect(page.get_by_text("Your password alone signs in.")).to_be_visible()
    assert said == [], "\n".join(said)
