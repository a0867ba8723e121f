"""Several presses at once, to a real server with a real database, log each product once."""

import itertools
import re
import uuid
from datetime import UTC, datetime, timedelta

from tests.diary.test_concurrency import all_at_once, entries_on, signed_in

DAY = "/diary/2020-03-02/"


def test_presses_at_once_with_keys_of_their_own_log_a_product_once(site):
    visitor = signed_in(site, "warfarin")
    form = {"quantity": "1", "often": "daily", "meal": "lunch", "since": "2020-03-01", "until": "2020-03-09"}
    visitor.get("/cabinet/add/supp-mg-citrate-200/")
    visitor.post("/cabinet/add/supp-mg-citrate-200/", key=str(uuid.uuid4()), **form)

    all_at_once(lambda: visitor.post(f"{DAY}supplements/", key=str(uuid.uuid4())))

    page = visitor.get(DAY)
    assert entries_on(page) == 1
    assert re.search("Magnesium citrate, 200 mg", page)


def test_result_and_cabinet_told_at_once_are_both_judged(site):
    visitor = signed_in(site, "warfarin")
    day = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    use = {"quantity": "1", "often": "daily", "meal": "lunch", "since": day}
    result = {"taken_on": day, "value": "7.7", "laboratory": "", "note": ""}
    told = itertools.cycle([("/cabinet/add/supp-mk7-200/", use), ("/labs/add/inr/", result)])

    def tell():
        address, form = next(told)
        visitor.post(address, key=str(uuid.uuid4()), **form)

    all_at_once(tell)

    waiting, _earlier = visitor.get("/alerts/").split('id="past-heading"')
    assert waiting.count("is 7.7. Laboratories report an INR above 5") == 1
    assert waiting.count("MK-7 200 µg capsule contains vitamin K2") == 1
