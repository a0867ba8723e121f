"""The same form sent several times at once, to a real server with a real database, makes one entry."""

import re
import threading
import urllib.parse
import urllib.request
import uuid
from datetime import date, timedelta
from http.cookiejar import CookieJar

TOGETHER = 6
PASSWORD = "correct-horse-battery"


class Visitor:
    """Keeps cookies and sends forms, as a browser does."""

    def __init__(self, site):
        self.url, self.jar = site.url, CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open

    def get(self, path: str) -> str:
        return self._open(self.url + path, timeout=60).read().decode()

    def post(self, path: str, **form) -> str:
        form["csrfmiddlewaretoken"] = next(c.value for c in self.jar if c.name == "csrftoken")
        body = urllib.parse.urlencode(form, doseq=True).encode()
        request = urllib.request.Request(self.url + path, body, {"Referer": self.url + path})  # noqa: S310
        return self._open(request, timeout=60).read().decode()


def signed_in(site, role: str) -> Visitor:
    visitor = Visitor(site)
    login, password = site.demo(role)
    visitor.get("/accounts/login/")
    visitor.post("/accounts/login/", login=login, password=password)
    return visitor


def all_at_once(send):
    """Run `send` in several threads that start together; raises what any of them raised."""
    start, errors = threading.Barrier(TOGETHER), []

    def run():
        try:
            start.wait()
            send()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def entries_on(page: str) -> int:
    return len(re.findall(r'<li class="entry">', page))


def test_one_key_sent_at_once_makes_one_entry(site):
    visitor, day = signed_in(site, "individual"), "/diary/2020-02-01/"
    form = {"key": str(uuid.uuid4()), "quantity": "30", "portion": "", "meal": "lunch"}

    all_at_once(lambda: visitor.post(f"{day}add/gouda-aged/", **form))

    assert entries_on(visitor.get(day)) == 1


def test_different_keys_sent_at_once_all_stand(site):
    visitor, day = signed_in(site, "individual"), "/diary/2020-02-03/"
    form = {"quantity": "30", "portion": "", "meal": "lunch"}

    all_at_once(lambda: visitor.post(f"{day}add/gouda-aged/", key=str(uuid.uuid4()), **form))

    assert entries_on(visitor.get(day)) == TOGETHER


def test_one_caution_is_raised_by_logs_at_once(site):
    visitor, day = signed_in(site, "warfarin"), f"/diary/{date.today() - timedelta(days=5)}/"  # noqa: DTZ011
    form = {"quantity": "20", "portion": "", "meal": "lunch"}
    logged, waiting = entries_on(visitor.get(day)), visitor.get("/alerts/").count("/spoken/")

    all_at_once(lambda: visitor.post(f"{day}add/natto-hikiwari/", key=str(uuid.uuid4()), **form))

    assert entries_on(visitor.get(day)) == logged + TOGETHER
    assert visitor.get("/alerts/").count("/spoken/") == waiting + 1


def test_one_caution_is_recorded_by_logs_of_an_old_day_at_once(site):
    visitor, day = signed_in(site, "warfarin"), "/diary/2020-02-05/"
    form = {"quantity": "20", "portion": "", "meal": "lunch"}
    recorded = visitor.get("/alerts/").count("Found later")

    all_at_once(lambda: visitor.post(f"{day}add/natto/", key=str(uuid.uuid4()), **form))

    assert entries_on(visitor.get(day)) == TOGETHER
    assert visitor.get("/alerts/").count("Found later") == recorded + 1


def test_sign_up_and_withdrawal_pressed_at_once_are_done_once(site):
    address = f"{uuid.uuid4().hex}@example.org"
    form = {"email": address, "password1": PASSWORD, "consent": "on"}

    def press():
        visitor = Visitor(site)
        visitor.get("/accounts/signup/")
        visitor.post("/accounts/signup/", **form)

    all_at_once(press)

    visitor = Visitor(site)
    visitor.get("/accounts/login/")
    visitor.post("/accounts/login/", login=address, password=PASSWORD)
    visitor.get("/accounts/withdraw/")
    all_at_once(lambda: visitor.post("/accounts/withdraw/", password=PASSWORD, word="delete"))

    visitor.get("/accounts/login/")
    assert "/accounts/login/" in visitor.post("/accounts/login/", login=address, password=PASSWORD)
