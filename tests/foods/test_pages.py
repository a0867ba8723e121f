"""The food pages and the search address, as a browser or a program asks for them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foods.models import Assumption, Food
from tests.factories.foods import FoodFactory

from .reading import NO_BREAK_SPACE, Text, text_of

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}


def row_of(response, name):
    """The text of the table row whose heading is `name`."""
    rows = re.findall(r"<tr.*?</tr>", response.content.decode(), re.DOTALL)
    return next(
        str(Text(row)) for row in rows if re.search(rf'rowheader">(<a[^>]*>)?{re.escape(name)}<', row)
    )


# --- search ------------------------------------------------------------------------------------------


def test_search_answers_json_in_its_shape(client, individual):
    client.force_login(individual)

    response = client.get("/foods/search/", {"q": "natto"}, headers=JSON)

    first = response.json()["results"][0]
    assert (first["slug"], first["name"]) == ("natto", "Natto (fermented soybeans)")
    assert first["portion"] == f"1 pack, 45{NO_BREAK_SPACE}g"
    assert first["amounts"]["menaquinone_7"] == "449.1"
    assert first["amounts"]["menaquinone_4"] == "0"
    assert first["amounts"]["menaquinone_10"] is None


def test_search_answers_htmx_with_options_alone(client, individual):
    client.force_login(individual)

    response = client.get("/foods/search/", {"q": "gouda", "day": "2026-03-01"}, headers=HTMX)

    html = response.content.decode()
    assert html.count("data-slug=") == 3
    assert html.count('aria-selected="true"') == 1
    assert html.index('aria-selected="true"') < html.index('aria-selected="false"')
    assert 'data-url="/diary/2026-03-01/add/gouda-young/"' in html
    assert "<b>Gouda</b>, young" in html
    assert "<html" not in html
    assert "<a " not in html


def test_an_option_says_unknown_as_a_word(client, individual):
    client.force_login(individual)

    html = client.get("/foods/search/", {"q": "comte"}, headers=HTMX).content.decode()

    option, _add_it = html.split("</li>", 1)
    assert (
        str(Text(option)).split()
        == "Comt é , 1 oz, 28.35 g MK-7 unknown Vitamin D unknown Magnesium 12.4".replace(
            "Comt é ,", "Comté"
        ).split()
    )


@pytest.mark.parametrize(
    ("who", "query", "badge"),
    [
        ("warfarin_person", "natto", True),
        ("warfarin_person", "gouda", False),
        ("individual", "natto", False),
    ],
)
def test_the_caution_badge_stands_where_a_log_opens_a_caution(client, request, who, query, badge):
    client.force_login(request.getfixturevalue(who))

    html = client.get("/foods/search/", {"q": query}, headers=HTMX).content.decode()

    assert ("badge-caution" in html) is badge


def test_search_without_javascript_is_a_page_with_links(client, individual):
    client.force_login(individual)

    response = client.get("/foods/search/", {"q": "gouda", "day": "2026-03-01"})

    assert "3 matches" in text_of(response)
    assert 'href="/diary/2026-03-01/add/gouda-young/"' in response.content.decode()


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", ""])
def test_a_day_that_cannot_be_leads_to_today(client, individual, day):
    client.force_login(individual)

    response = client.get("/foods/search/", {"q": "edam", "day": day}, headers=HTMX)

    assert f'data-url="{reverse("diary:add_today", args=["edam"])}"' in response.content.decode()


@pytest.mark.parametrize("headers", [JSON, HTMX, {}], ids=["json", "htmx", "page"])
@pytest.mark.parametrize("query", ["\0", "x" * 5000, "", "<script>"], ids=["NUL", "long", "empty", "markup"])
def test_a_strange_query_is_answered(client, individual, query, headers):
    client.force_login(individual)

    response = client.get("/foods/search/", {"q": query}, headers=headers)

    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_search_is_for_people_who_signed_in(client):
    response = client.get("/foods/search/", {"q": "natto"})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_answers_of_search_are_kept_apart_in_caches(client, individual):
    client.force_login(individual)

    vary = client.get("/foods/search/", {"q": "natto"})["Vary"]

    assert {"Accept", "HX-Request"} <= set(vary.split(", "))


# --- one food ----------------------------------------------------------------------------------------


def test_a_food_page_shows_each_form_with_kind_and_source(client):
    response = client.get("/foods/natto/")

    mk7 = row_of(response, "Menaquinone-7 (MK-7)")
    assert "998 µg 449 µg 81.6–1,034 µg measured" in mk7
    assert "Schurgers 2000" in mk7
    k1 = row_of(response, "Phylloquinone (vitamin K1)")
    assert "borrowed" in k1
    assert "USDA food 16113; source 4, derivation BFSN, from NDB 16112" in k1


@pytest.mark.parametrize(
    "form",
    [
        "Phylloquinone (vitamin K1)",
        *(f"Menaquinone-{length} (MK-{length})" for length in range(4, 11)),
        "Vitamin K2, form not stated",
    ],
)
def test_a_food_without_figures_says_unknown_for_each_form(client, form):
    assert "unknown unknown not given unknown" in row_of(client.get("/foods/comte/"), form)


def test_the_range_of_total_k2_stands_by_itself(client):
    words = text_of(client.get("/foods/natto-danish-retail/"))

    assert "Range of total K2 1,022–1,069 µg per 100 g All forms together, not a range of MK-7." in words
    assert "not given" in row_of(client.get("/foods/natto-danish-retail/"), "Menaquinone-7 (MK-7)")


def test_the_forms_that_were_found_stand_on_one_scale(client):
    html = client.get("/foods/natto/").content.decode()

    chart = html[html.index('class="chart form-bars"') :]
    assert re.findall(r'plot-label" x="0" y="12">(MK-\d+)', chart) == ["MK-5", "MK-6", "MK-7", "MK-8"]
    assert 'class="bullet-bar" y="20" width="96.52%"' in chart  # MK-7: 998 of 1,034, the end of its range
    assert 'x1="7.89%" x2="96.52%"' in chart


def test_a_single_form_needs_no_scale(client):
    assert "form-bars" not in client.get("/foods/butter/").content.decode()


def test_another_portion_is_a_link_away(client):
    response = client.get("/foods/natto/", {"portion": "1 tbsp"})

    assert "998 µg 150 µg" in row_of(response, "Menaquinone-7 (MK-7)")
    assert 'aria-current="true">1 tbsp, 15' in response.content.decode()


def test_a_portion_that_does_not_exist_shows_the_first(client):
    assert "449 µg" in row_of(client.get("/foods/natto/", {"portion": "1 bathtub"}), "Menaquinone-7 (MK-7)")


def test_a_product_is_shown_per_unit(client):
    response = client.get("/foods/supp-d3-k2-2000-100/")

    assert "100 µg not given label" in row_of(response, "Menaquinone-7 (MK-7)")
    assert "per unit" in text_of(response)


def test_sources_are_cited_with_their_link(client):
    html = client.get("/foods/gouda-aged/").content.decode()

    assert "Menaquinone content of cheese" in html
    assert 'href="https://doi.org/10.3390/nu10040446"' in html


def test_a_source_that_only_a_note_names_is_cited(client):
    assert "Effect on bone anabolic markers" in text_of(client.get("/foods/jarlsberg/"))


def test_estimated_portions_say_so(client):
    assert "1 pack, 45 g estimated" in text_of(client.get("/foods/natto/"))


def test_an_assumption_in_force_is_explained(client):
    words = text_of(client.get("/foods/chicken-breast-raw/"))

    assert "like foods hold 0–0.7 µg per 100 g. An entry under 143 g counts as 0 µg" in words


def test_an_assumption_that_is_switched_off_is_not_shown(client):
    Assumption.objects.filter(group="fresh_poultry").update(is_active=False)

    assert "Assumed where unknown" not in text_of(client.get("/foods/chicken-breast-raw/"))


def test_an_assumption_is_not_shown_beside_a_value(client):
    assert "Assumed where unknown" not in text_of(client.get("/foods/duck-breast/"))


@pytest.mark.parametrize(
    ("who", "log_link"), [("individual", True), ("clinician", False), ("curator", False), (None, False)]
)
def test_only_people_with_a_diary_are_offered_to_log(client, request, who, log_link):
    if who:
        client.force_login(request.getfixturevalue(who))

    html = client.get("/foods/edam/").content.decode()

    assert (reverse("diary:add_today", args=["edam"]) in html) is log_link


def test_a_person_on_warfarin_sees_the_notice_as_a_caution(client, warfarin_person):
    client.force_login(warfarin_person)

    html = client.get("/foods/natto/").content.decode()

    assert "alert-warning" in html
    assert "With warfarin in your profile" in html


@pytest.mark.parametrize(("slug", "notice"), [("natto", True), ("supp-mk7-50", True), ("edam", False)])
def test_the_notice_is_quiet_for_everybody_else(client, slug, notice):
    html = client.get(f"/foods/{slug}/").content.decode()

    assert ("With warfarin or another vitamin K antagonist" in html) is notice
    assert "alert-warning" not in html


def test_a_food_that_does_not_exist_is_a_404(client):
    assert client.get("/foods/unobtainium/").status_code == 404


def test_a_retired_food_keeps_its_page_and_is_not_offered(client, individual):
    client.force_login(individual)
    food = FoodFactory(is_retired=True)

    html = client.get(f"/foods/{food.slug}/").content.decode()

    assert "no longer offered for logging" in html
    assert reverse("diary:add_today", args=[food.slug]) not in html


# --- the list ----------------------------------------------------------------------------------------


def listed(client, **parameters):
    response = client.get("/foods/", parameters)
    found = re.search(r"(\d+) foods?<", response.content.decode())
    return int(found[1]), response


def test_the_list_holds_every_food_on_its_pages(client):
    total, response = listed(client)

    assert total == 397
    assert response.content.decode().count('rowheader"><a') == 40
    assert 'href="?page=2"' in response.content.decode()


def test_the_list_says_what_is_unknown(client):
    assert "unknown" in row_of(listed(client, q="comte")[1], "Comté")


def test_the_list_is_searched_with_the_best_fit_first(client):
    _total, response = listed(client, q="guda")

    assert re.findall(r'rowheader"><a href="/foods/([^/]*)/', response.content.decode()) == [
        "gouda-young",
        "gouda-medium",
        "gouda-aged",
    ]


def test_filters_narrow_together(client):
    cheeses, _ = listed(client, category="cheese")
    known, _ = listed(client, category="cheese", known="on")
    measured, _ = listed(client, category="processed_meat", measured="on")

    assert cheeses == Food.objects.filter(category="cheese").count()
    assert known == cheeses - 9  # without MK-7: four US cheeses with MK-4 alone, and five with no figure
    assert measured == Food.objects.filter(category="processed_meat").count() - 3  # three are borrowed


def test_a_page_keeps_its_filters(client):
    assert 'href="?category=cheese&amp;page=2"' in listed(client, category="cheese")[1].content.decode()


@pytest.mark.parametrize("page", ["0", "999", "two"])
def test_a_page_that_does_not_exist_is_the_nearest_one(client, page):
    assert listed(client, page=page)[0] == 397


def test_foods_that_are_not_for_the_reader_are_a_link_away(client, individual, settings):
    settings.FOODS_READER = "k2tracker.diary.reading.reader_for"
    individual.profile.is_vegan = True
    individual.profile.save()
    client.force_login(individual)

    total, response = listed(client, category="cheese")

    assert total == 0
    assert "Show 44 that are not for you" in text_of(response)
    assert listed(client, category="cheese", all="on")[0] == 44


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"q": "x" * 5000}, "at most 100 characters"),
        ({"q": "a\0b"}, "Null characters are not allowed"),
        ({"category": "rocks"}, "rocks is not one of the available choices"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_at_the_field(client, parameters, complaint):
    total, response = listed(client, **parameters)

    assert complaint in text_of(response)
    assert total == 397


# --- queries -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/foods/", "/foods/search/"])
def test_queries_do_not_grow_with_what_is_found(client, individual, address):
    client.force_login(individual)
    client.get(address, {"q": "gouda"})

    assert queries(client, address, {"q": "gouda"}) == queries(client, address, {"q": "yogurt"})


def queries(client, address, parameters):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, parameters).status_code == 200
    return len(captured)


def test_a_food_page_takes_the_same_queries_for_any_food(client):
    client.get("/foods/edam/")

    assert queries(client, "/foods/miso/", {}) == queries(client, "/foods/sugar/", {})


@pytest.mark.parametrize(("slug", "is_said"), [("supp-d3-k2-5000-100", True), ("supp-d3-4000", False)])
def test_page_of_a_product_above_the_upper_level_says_so(client, slug, is_said):
    page = client.get(f"/foods/{slug}/").content.decode()

    assert ("above the upper limit for adults" in page) is is_said
