"""The same form sent several times at once, to a real server with a real database."""

import re
import uuid

from tests.diary.test_concurrency import all_at_once, signed_in

from .steps import ADD, LIST, fields


def test_one_key_sent_at_once_adds_one_medicine(site):
    visitor = signed_in(site, "individual")
    form = fields(name=f"Zanadril {uuid.uuid4().hex[:6]}")

    all_at_once(lambda: visitor.post(ADD, **form))

    assert len(re.findall(rf"<h3[^>]*>{form['name']}</h3>", visitor.get(LIST))) == 1
