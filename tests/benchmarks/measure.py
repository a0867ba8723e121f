"""One engine's figures: fills the database that the environment names, then calls the application itself.

Each request goes through the whole middleware as the server would send it. The pages take turns with the
bare view, so that a drift of the machine's speed falls on both.
"""

import argparse
import io
import statistics
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from foods.loading import load_foods  # noqa: E402
from k2tracker.running.static_files import collect_static  # noqa: E402
from k2tracker.settings.env import data_dir  # noqa: E402
from tests.benchmarks.filling import others, person_with_long_log  # noqa: E402

CSRF = "b" * 32


@dataclass
class Timings:
    """Seconds of one kind of request, on the wall clock and on the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0


class Browser:
    """Sends requests straight into the WSGI application with a signed-in person's cookies."""

    def __init__(self, user):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookies = f"sessionid={session.session_key}; csrftoken={CSRF}"
        self.application = get_wsgi_application()

    def request(self, method, path, data=None, *, htmx=False):
        """(status, body) of one request. Raises AssertionError on an error status."""
        path, _, query = path.partition("?")
        body = urlencode(data or {}).encode()
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "HTTP_HOST": "localhost:8000",
            "HTTP_COOKIE": self.cookies,
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_ACCEPT": "text/html",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if method == "POST":
            environ["HTTP_X_CSRFTOKEN"] = CSRF
        if htmx:
            environ["HTTP_HX_REQUEST"] = "true"
        seen = {}
        response = self.application(environ, lambda status, headers: seen.update(status=status))
        content = b"".join(response)
        response.close()
        if seen["status"][0] not in "23":
            raise AssertionError(f"{method} {path}: {seen['status']}")
        return seen["status"], content


def timed(timings: Timings, send) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    _, content = send()
    timings.wall.append(time.perf_counter() - wall)
    timings.cpu.append(time.process_time() - cpu)
    timings.size = len(content)


def forget_last_log(user) -> None:
    """Take the entry just logged away again, outside the timing, so that the day keeps its fifteen."""
    user.entries.filter(pk=user.entries.latest("pk").pk).delete()


def resident_megabytes() -> float:
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def kinds_of_request(browser: Browser, today):
    """Name -> a function that sends one such request."""
    searches = ["go", "natto", "mag", "sal", "guda", "ch", "yogurt whole", "d3"]
    turn = iter(range(10**9))

    def search():
        query = searches[next(turn) % len(searches)]
        return browser.request("GET", f"/foods/search/?{urlencode({'q': query, 'day': today})}", htmx=True)

    def log():
        data = {"key": str(uuid.uuid4()), "quantity": "30", "portion": "", "meal": "lunch", "note": ""}
        return browser.request("POST", f"/diary/{today}/add/gouda-aged/", data, htmx=True)

    return {
        "bare view": lambda: browser.request("GET", f"/bare/{today}/"),
        "search": search,
        "day page": lambda: browser.request("GET", f"/diary/{today}/"),
        "log an entry": log,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--people", type=int, default=1000)
    options = parser.parse_args()

    data_dir().mkdir(parents=True, exist_ok=True)
    collect_static()
    call_command("migrate", verbosity=0)
    load_foods()
    today = timezone.now().date()
    user = person_with_long_log(today=today, days=365 * options.years, per_day=15)
    others(like=user, people=options.people, days=30, today=today)
    browser = Browser(user)
    kinds = kinds_of_request(browser, today)
    for _ in range(3):  # first requests import, compile and connect
        for send in kinds.values():
            send()
        forget_last_log(user)
    figures = {name: Timings() for name in kinds}
    for name, send in kinds.items():
        with CaptureQueriesContext(connection) as captured:
            send()
        figures[name].queries = len(captured)
    forget_last_log(user)
    for _ in range(options.requests):
        for name, send in kinds.items():
            timed(figures[name], send)
        forget_last_log(user)
    report(figures, options)


def report(figures, options):
    bare = figures["bare view"]
    print(f"1 person with {options.years} years of 15 entries a day, {options.people} others with 30 days")
    print(f"{'':14}{'median':>9}{'95th':>9}{'cpu':>9}{'ratio':>8}{'cpu ratio':>11}{'queries':>9}{'bytes':>8}")
    for name, timings in figures.items():
        median, cpu = statistics.median(timings.wall), statistics.median(timings.cpu)
        high = statistics.quantiles(timings.wall, n=20)[-1]
        print(
            f"{name:14}{median * 1000:7.2f}ms{high * 1000:7.2f}ms{cpu * 1000:7.2f}ms"
            f"{median / statistics.median(bare.wall):8.1f}{cpu / statistics.median(bare.cpu):11.1f}"
            f"{timings.queries:9}{timings.size:8}"
        )
    print(f"resident memory of this process: {resident_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
