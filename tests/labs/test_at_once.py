"""A result sent several times at once, to a real server with a real database."""

import re
import uuid

from tests.diary.test_concurrency import all_at_once, signed_in

KINDS = "/labs/all/coronary_calcium/"


def results(visitor) -> list[str]:
    """The addresses of the results of a kind that no other test of the site types in."""
    return re.findall(r'class="lab-change no-print" href="([^"]+)"', visitor.get(KINDS))


def test_one_key_sent_at_once_makes_one_result_and_one_correction(site):
    visitor = signed_in(site, "individual")
    form = {"taken_on": "2020-02-01", "value": "12", "laboratory": "", "note": ""}
    key = str(uuid.uuid4())

    all_at_once(lambda: visitor.post("/labs/add/coronary_calcium/", key=key, **form))
    (address,) = results(visitor)

    form["value"] = "13"
    all_at_once(lambda: visitor.post(address, version="1", **form))
    page = visitor.get(address)
    assert re.findall(r"<strong>(\d+)\u00a0Agatston units</strong>", page) == ["13", "12"]
