"""What names a food while it is being merged away lands on the food that it becomes part of."""

import re
import threading
import urllib.error
import uuid

from tests.journeys.pausing import paused

from .test_concurrency import signed_in

DAY = "/diary/2020-03-10/"


def meanwhile(send, *, seconds=1):
    """Start `send` and give it the time to come to where it waits; join what this returns."""
    thread = threading.Thread(target=send)
    thread.start()
    thread.join(seconds)
    return thread


def form(**fields):
    return {"key": str(uuid.uuid4()), "quantity": "100", "portion": "", "meal": "lunch", **fields}


def foods_on(page: str) -> set[str]:
    """The slugs of the foods that the day's entries name."""
    return set(re.findall(r'<div class="entry-name"><a href="/foods/([^/]+)/"', page))


def test_log_that_waited_for_a_merge_lands_on_the_food_that_is_kept(site):
    visitor = signed_in(site, "individual")
    with paused(site, "merge", "danbo-20", "samso") as merging:
        log = meanwhile(lambda: visitor.post(f"{DAY}add/danbo-20/", **form()))
        merging.go_on()
        log.join()

    assert foods_on(visitor.get(DAY)) == {"samso"}


def test_same_as_the_day_before_lands_there_too(site):
    visitor = signed_in(site, "individual")
    visitor.post("/diary/2020-03-12/add/danish-blue/", **form(meal="dinner"))
    with paused(site, "merge", "danish-blue", "stilton") as merging:
        again = meanwhile(lambda: visitor.post("/diary/2020-03-13/repeat/dinner/", key=str(uuid.uuid4())))
        merging.go_on()
        again.join()

    assert foods_on(visitor.get("/diary/2020-03-13/")) == {"stilton"}


def test_log_that_waited_for_its_food_to_be_retired_is_told_and_keeps_what_was_typed(site):
    visitor, answers = signed_in(site, "individual"), []

    def log():
        try:
            visitor.post("/diary/2020-03-15/add/herring-pickled/", **form(quantity="73.5"))
        except urllib.error.HTTPError as refused:
            answers.append((refused.code, refused.read().decode()))

    with paused(site, "retire", "herring-pickled") as retiring:
        logging = meanwhile(log)
        retiring.go_on()
        logging.join()

    ((status, page),) = answers
    assert status == 422
    assert "was taken out of use just now" in page
    assert 'value="73.5"' in page


def test_merge_waits_for_a_log_that_came_first_and_takes_it_along(site):
    visitor = signed_in(site, "individual")
    with paused(site, "log", "lamb-leg", "2020-03-14") as log:
        merging = meanwhile(lambda: merge_at_once(site, "lamb-leg", "lamb-chop"), seconds=4)
        log.go_on()
        merging.join()

    assert foods_on(visitor.get("/diary/2020-03-14/")) == {"lamb-chop"}


def merge_at_once(site, food, into):
    with paused(site, "merge", food, into) as merging:
        merging.go_on()
