"""Every page of ours: axe at both sizes and in both schemes, no sideways scroll, the strict policy."""

import pytest

from tests.browser import assert_accessible, sign_in

from .steps import sizes_and_schemes

pytestmark = pytest.mark.browser

STRANGER = [
    "/foods/",
    "/foods/?q=gouda",
    "/foods/?nutrient=menaquinone_7&per=portion&category=cheese",
    "/foods/natto/",
    "/foods/natto/evidence/phylloquinone/",
    "/foods/supp-d3-k2-2000-100/",
    "/foods/compare/?food=natto&food=gouda-aged&food=kale-raw&food=supp-d3-k2-2000-100",
    "/foods/compare/?food=unobtainium",
    "/foods/coverage/",
    "/checklist/",
]
PERSON = [
    "/diary/",
    "/diary/2026-01-01/",
    "/diary/add/natto/",
    "/foods/search/?q=nat",
    "/profile/",
    "/profile/anticoagulant/",
    "/alerts/",
    "/my-foods/",
    "/my-foods/add/",
    "/my-foods/recipes/add/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/withdraw/",
    "/accounts/logout/",
]
CLINICIAN = ["/clinician/"]


@pytest.mark.parametrize(
    "look", list(sizes_and_schemes()), ids=lambda look: f"{look['width']} {look['color_scheme']}"
)
@pytest.mark.parametrize(
    ("role", "addresses"),
    [(None, STRANGER), ("individual", PERSON), ("warfarin", [*PERSON, *STRANGER]), ("clinician", CLINICIAN)],
    ids=["stranger", "individual", "warfarin", "clinician"],
)
def test_pages_are_accessible_and_fit(open_page, site, look, role, addresses):
    page = open_page(**look)
    if role is not None:
        sign_in(page, *site.demo(role))
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy, address
        assert "default-src 'none'" in policy, address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert_accessible(page, f"{address} as {role}")
