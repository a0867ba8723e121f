"""A real Chromium on a real server: `manage.py up` in a process of its own, as a person would start it.

Browser tests make their own people, so nothing needs to be reset between them. Without a Chromium they are
skipped with the reason; under CI=true that is a failure.
"""

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import pytest

# Playwright's synchronous interface keeps an event loop in this thread; our own queries are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() == "true"
DEMO_PASSWORD = "a-demo-password-of-the-suite"
AXE_OPTIONS = {
    "preload": False,  # for a style sheet that imports another, axe would write a style of its own
    "resultTypes": ["violations"],  # the rest is only described, at some length
}
# What another scheme or width can change; the rest is said of the elements, and said once.
RULES_OF_A_LOOK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


def chromium_path() -> str | None:
    """Where a Chromium is: K2_CHROMIUM, or one on the PATH."""
    candidates = [os.environ.get("K2_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in candidates if name and (found := shutil.which(name))), None)


@dataclass
class Site:
    """A running k2tracker: its address, the demo people it printed, and the environment it was started in,
    for a second process on the same database."""

    url: str
    printed: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    def demo(self, role: str) -> tuple[str, str]:
        """(e-mail, password) of a demo role, read from what `up` printed."""
        for line in self.printed:
            if match := re.fullmatch(rf"demo {role}  (\S+)  (\S+)", line):
                return match.group(1), match.group(2)
        raise AssertionError(f"`up` printed no demo {role}: {self.printed}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_site(data_dir: Path, *arguments: str, **environment: str) -> tuple[subprocess.Popen, Site]:
    """Run `manage.py up` and wait until it answers. Raises AssertionError with its output if it ends."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "k2tracker.settings.local",
        "K2_DATA_DIR": str(data_dir),
        "K2_DEMO_PASSWORD": DEMO_PASSWORD,
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "manage.py", "up", "--port", str(port), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    site = Site(f"http://localhost:{port}", environment=environment)
    for line in process.stdout:
        site.printed.append(line.rstrip("\n"))
        if line.startswith("http://"):
            break
    else:
        raise AssertionError(f"`up` ended with {process.wait()}: {site.printed}")
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{site.url}/healthz", timeout=5).close()  # noqa: S310
            return process, site
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    process.kill()
    raise AssertionError("`up` printed its address and does not answer")


def stop_site(process: subprocess.Popen) -> int:
    process.terminate()
    try:
        return process.wait(timeout=20)
    finally:
        process.stdout.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """One k2tracker for the whole run, with demo people; on PostgreSQL it has a database of its own."""
    address = os.environ.get("DATABASE_URL", "")
    with contextlib.ExitStack() as stack:
        environment = {}
        if address.startswith("postgres"):
            environment["DATABASE_URL"] = stack.enter_context(database_beside(address))
        environment["DJANGO_SETTINGS_MODULE"] = "tests.journeys.settings"
        process, running = start_site(tmp_path_factory.mktemp("site"), **environment)
        stack.callback(stop_site, process)
        yield running


@contextlib.contextmanager
def database_beside(address: str):
    """A new database on the same PostgreSQL, by its address; it is dropped at the end."""
    name = f"k2_site_{secrets.token_hex(4)}"
    base, _, options = address.partition("?")

    def run(statement):
        connection = psycopg2.connect(address)
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(statement)

    run(f"CREATE DATABASE {name}")
    try:
        yield base.rsplit("/", 1)[0] + f"/{name}" + (f"?{options}" if options else "")
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    path = chromium_path()
    if path is None:
        message = "no Chromium found (K2_CHROMIUM names one)"
        pytest.fail(message) if IN_CI else pytest.skip(message)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)  # a busy machine is slow, which is no failure

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """A function that opens a fresh browser window on the site; errors of the console fail the test."""
    contexts, complaints = [], []

    def opened(*, width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            timezone_id=options.pop("timezone_id", "Europe/Copenhagen"),
            locale="en-GB",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    expected = [text for text in complaints if "404" not in text and "422" not in text]
    assert expected == [], "the browser's console complained"


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone(open_page):
    return open_page(width=390, height=844, has_touch=True, is_mobile=True)


def sign_in(page, email: str, password: str = DEMO_PASSWORD) -> None:
    """Sign in through the form and wait for the page behind it."""
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("form button[type=submit]", has_text="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def look_at(page, *, width: int, height: int, scheme: str) -> None:
    """Set the window's size and colour scheme, and wait until the page was painted so."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def assert_accessible(page, context: str, *, rules: list[str] | None = None) -> None:
    """axe finds nothing on the page as it stands; what it finds is told with what it measured.

    rules: of a page that was looked at before, those that another look can break; None for all.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = AXE_OPTIONS if rules is None else AXE_OPTIONS | {"runOnly": rules}
    violations = Axe().run(page, options=options).response["violations"]
    found = [
        f"{v['id']}: {node['target']} {node['failureSummary']}" for v in violations for node in v["nodes"]
    ]
    assert found == [], context
