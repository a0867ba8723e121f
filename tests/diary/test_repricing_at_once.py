"""An answer pressed several times at once, on a real server with a real database, is given once."""

import re
import uuid

from tests.journeys.publishing import publish_correction

from .test_concurrency import all_at_once, signed_in

DAY = "/diary/2020-02-09/"


def test_accepting_and_undoing_pressed_at_once_are_done_once(site):
    visitor = signed_in(site, "individual")
    form = {"key": str(uuid.uuid4()), "quantity": "100", "portion": "", "meal": "lunch"}
    visitor.post(f"{DAY}add/natto-black-bean/", **form)
    publish_correction(site, "natto-black-bean", "menaquinone_7", "555", "Another row.")
    page = visitor.get("/diary/new-values/")
    (address,) = re.findall(r'action="(/diary/new-values/\d+/)"', page)

    all_at_once(lambda: visitor.post(address, answer="accept"))
    assert "555" in visitor.get(f"{DAY}why/k2/")

    all_at_once(lambda: visitor.post(address, answer="undo"))
    assert "796" in visitor.get(f"{DAY}why/k2/")
    assert visitor.get("/diary/new-values/").count('value="accept"') == 1
