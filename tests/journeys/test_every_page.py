"""Every page of ours: axe on a phone in light and a desk in dark, no sideways scroll, the strict policy."""

import pytest

from tests.browser import RULES_OF_A_LOOK, assert_accessible, look_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.once]

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
    "/guide/",
    "/guide/checklist/",
    "/guide/claims/",
    "/guide/claims/?grade=mixed",
    "/guide/myths/",
    "/guide/questions/",
    "/guide/natto/",
    "/guide/cautions/",
    "/guide/unknown/",
    "/guide/sources/",
]
PERSON = [
    "/diary/",
    "/diary/2026-01-01/",
    "/diary/2026-01-01/outdoors/",
    "/diary/add/natto/",
    "/suggestions/2026-01-01/",
    "/foods/search/?q=nat",
    "/trends/",
    "/profile/",
    "/profile/anticoagulant/",
    "/alerts/",
    "/medicines/",
    "/medicines/add/",
    "/medicines/conditions/",
    "/medicines/conditions/add/",
    "/cabinet/",
    "/cabinet/find/?q=magnesium",
    "/cabinet/add/supp-d3-1000/",
    "/labs/",
    "/labs/add/inr/",
    "/labs/add/vitamin_d/",
    "/labs/all/inr/",
    "/labs/inr-range/",
    "/exercise/",
    "/my-foods/",
    "/my-foods/add/",
    "/my-foods/recipes/add/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/withdraw/",
    "/accounts/logout/",
]
# What says something else to somebody on warfarin: of the other pages only the bars differ.
WITH_THE_CAUTION = [
    "/diary/",
    "/diary/2026-01-01/",
    "/diary/add/natto/",
    "/suggestions/2026-01-01/",
    "/foods/search/?q=nat",
    "/trends/",
    "/profile/",
    "/profile/anticoagulant/",
    "/alerts/",
    "/medicines/",
    "/cabinet/",
    "/labs/",
    "/labs/all/inr/",
    "/my-foods/",
    "/foods/",
    "/foods/natto/",
    "/foods/supp-d3-k2-2000-100/",
    "/guide/checklist/",
    "/guide/natto/",
]
CLINICIAN = ["/clinician/"]


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (None, STRANGER),
        ("individual", PERSON),
        ("warfarin", WITH_THE_CAUTION),
        ("clinician", CLINICIAN),
    ],
    ids=["stranger", "individual", "warfarin", "clinician"],
)
def test_pages_are_accessible_and_fit(open_page, site, role, addresses):
    """On a small phone in light and on a desk in dark: each width and each scheme is looked at once."""
    page = open_page()
    if role is not None:
        sign_in(page, *site.demo(role))
    for address in addresses:
        look_at(page, width=360, height=800, scheme="light")
        answer = page.goto(address)
        assert answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy, address
        assert "default-src 'none'" in policy, address
        assert_fits(page, f"{address} as {role} on a phone in light")
        look_at(page, width=1280, height=900, scheme="dark")
        assert_fits(page, f"{address} as {role} on a desk in dark", rules=RULES_OF_A_LOOK)


def assert_fits(page, context, rules=None):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), context
    assert_accessible(page, context, rules=rules)
