"""With a vitamin K antagonist in the profile: saved first, then the facts, and never a nudge towards K2."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from k2tracker.alerts.models import Alert
from k2tracker.profiles.models import VkaPeriod
from nutrients.wording import EMERGENCY_TEXT
from tests.factories.diary import EntryFactory, FavouriteFactory
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory

from .conftest import HTMX, TODAY, day_url, log, text_of


def caution_url(entry):
    return reverse("diary:caution", args=[entry.key])


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("natto", "K-02"),
        ("natto-low-mk7", "K-02"),
        ("supp-mk7-50", "K-01"),
        ("supp-mk4-15mg", "K-03"),
    ],
)
def test_log_is_saved_and_leads_to_the_caution(on_warfarin, warfarin_person, slug, code):
    portion = "1 unit" if slug.startswith("supp") else ""

    response = log(on_warfarin, slug, "1", portion=portion)

    entry = warfarin_person.entries.standing().get()
    assert response.url == caution_url(entry)
    assert warfarin_person.alerts.filter(code=code, state="open", entry_key=entry.key).count() == 1


@pytest.mark.parametrize(("days_ago", "state"), [(7, "open"), (8, "history")])
def test_log_of_a_day_over_a_week_ago_is_recorded_and_asks_for_no_answer(
    on_warfarin, warfarin_person, days_ago, state
):
    day = TODAY - timedelta(days=days_ago)

    response = log(on_warfarin, "natto", "40", day=day)

    assert response.url == caution_url(warfarin_person.entries.get())
    assert [alert.state for alert in warfarin_person.alerts.filter(code="K-02")] == [state]


def test_page_of_natto_suggests_no_other_natto(client, individual, warfarin_person):
    hikiwari = b'href="/foods/natto-hikiwari/"'
    client.force_login(individual)
    assert hikiwari in client.get("/foods/natto/").content

    client.force_login(warfarin_person)
    assert hikiwari not in client.get("/foods/natto/").content


def test_htmx_is_led_there_too(on_warfarin, warfarin_person):
    response = log(on_warfarin, "natto", "50", htmx=True)

    assert response["HX-Redirect"] == caution_url(warfarin_person.entries.get())


def test_caution_page_says_fact_clinic_and_emergency(on_warfarin, warfarin_person):
    page = on_warfarin.get(log(on_warfarin, "natto", "50").url)

    said = text_of(page)
    assert "Saved: 50 g natto" in said
    assert "People taking warfarin are usually asked not to eat it" in said
    assert EMERGENCY_TEXT in said
    assert 'href="tel:01632960123"' in page.content.decode()
    assert "I have spoken to my team" in said


def test_bars_compare_the_usual_day_with_this_one(on_warfarin, warfarin_person):
    greens = FoodFactory(per_100g={"phylloquinone": "100", "menaquinone_7": "0"})
    for back, amount in enumerate(["90", "110", "150"], start=1):
        EntryFactory(
            person=warfarin_person, food=greens, amount=amount, eaten_on=TODAY - timedelta(days=back)
        )
    EntryFactory(person=warfarin_person, food=greens, amount="20")
    natto = FoodFactory(
        slug="test-natto", marks=["natto_family"], per_100g={"phylloquinone": "20", "menaquinone_7": "980"}
    )

    page = on_warfarin.get(log(on_warfarin, natto.slug, "10").url)

    bars = page.context["page"].bars
    assert [bar.text.replace("\u00a0", " ") for bar in bars] == ["110 µg", "20 µg", "120 µg"]
    assert len({bar.graph.scale for bar in bars}) == 1


def test_bar_with_an_unknown_says_at_least(on_warfarin, warfarin_person):
    EntryFactory(person=warfarin_person, food=FoodFactory(per_100g={}))

    page = on_warfarin.get(log(on_warfarin, "natto", "10").url)

    usual, before, with_this = page.context["page"].bars
    assert (usual.text, usual.graph) == ("unknown", None)
    assert before.text.startswith("at least 0")
    assert with_this.text.startswith("at least ")


def test_talk_with_the_team_closes_the_alert_and_the_day_still_says_so(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "50")
    alert = warfarin_person.alerts.get()

    on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})

    alert.refresh_from_db()
    (banner,) = on_warfarin.get(day_url()).context["page"].cautions.banners
    assert alert.state == Alert.State.SPOKEN
    assert "1\u00a0March\u00a02026" in banner.answer


def test_second_log_after_the_talk_shows_the_page_again_without_a_second_alert(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "50")
    alert = warfarin_person.alerts.get()
    on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})

    page = on_warfarin.get(log(on_warfarin, "natto", "20").url)

    assert "Saved: 20 g natto" in text_of(page)
    assert page.context["card"] is None
    assert warfarin_person.alerts.count() == 1


def test_undoing_the_entry_withdraws_its_alert(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "50")

    on_warfarin.post(reverse("diary:delete", args=[warfarin_person.entries.get().key]))

    assert warfarin_person.alerts.get().state == Alert.State.WITHDRAWN
    assert on_warfarin.get(day_url()).context["page"].cautions.banners == ()


def test_undoing_the_deletion_raises_it_again(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "50")
    key = warfarin_person.entries.get().key
    on_warfarin.post(reverse("diary:delete", args=[key]))
    on_warfarin.post(reverse("diary:undo", args=[key]))

    assert warfarin_person.alerts.filter(state=Alert.State.OPEN).count() == 1


def test_banner_stands_above_the_log_box_and_has_no_way_to_close_it(on_warfarin):
    log(on_warfarin, "natto", "50")

    body = on_warfarin.get(day_url()).content.decode()

    banner = body[body.index('id="day-cautions"') : body.index('id="log-search"')]
    assert "People taking warfarin are usually asked" in banner
    assert EMERGENCY_TEXT in banner
    assert "<button" not in banner


def test_cautions_of_several_other_days_are_one_line_each(on_warfarin, warfarin_person):
    yesterday = TODAY - timedelta(days=1)
    for slug in ("natto", "supp-mk7-50"):
        log(on_warfarin, slug, "1", portion="1 unit" if slug.startswith("supp") else "", day=yesterday)

    page = on_warfarin.get(day_url())

    assert "2 cautions of other days wait for an answer." in text_of(page)
    assert "Even small daily amounts" not in text_of(page)
    for alert in warfarin_person.alerts.all():
        assert f'href="{reverse("alerts:list")}#alert-{alert.pk}"' in page.content.decode()
    assert EMERGENCY_TEXT in page.content.decode()


def test_repeated_meal_with_a_cautioned_food_is_saved_and_leads_to_the_caution(on_warfarin, warfarin_person):
    yesterday = TODAY - timedelta(days=1)
    log(on_warfarin, "natto", "50", meal="breakfast", day=yesterday)

    response = on_warfarin.post(reverse("diary:repeat", args=[TODAY, "breakfast"]), {"key": uuid.uuid4()})

    copied = warfarin_person.entries.get(eaten_on=TODAY)
    assert response.url == caution_url(copied)


def test_day_shows_no_target_no_points_and_no_window_of_k2(on_warfarin, warfarin_person):
    food = FoodFactory(per_100g={"menaquinone_7": "10", "vitamin_d": "20", "magnesium": "400"})
    for back in range(7):
        EntryFactory(person=warfarin_person, food=food, eaten_on=TODAY - timedelta(days=back))
    drops = FoodFactory(per_unit={"vitamin_d": "5"})
    EntryFactory(person=warfarin_person, food=drops, amount="1")

    page = on_warfarin.get(day_url())

    card = page.context["page"].score
    for line in card.lines:
        if line.code in ("k2", "d3_with_k2"):
            assert (line.state, line.target, line.points) == ("paused", "", None)
    assert (card.windows.habit, card.windows.average) == (None, None)
    assert [row.name for row in card.windows.rows] == ["Vitamin D", "Magnesium"]
    assert card.of_lines == "2 of 4 lines"
    said = text_of(page)
    for nudge in ("50–100", "100 µg a day", "short.  Vitamin K2", "names MK-4", "AI 90"):
        assert nudge not in said
    assert "The K2 lines are paused while warfarin is in your profile." in card.voice


@pytest.mark.parametrize("address", [day_url(), f"/suggestions/{TODAY}/", "/trends/", "/guide/"])
def test_nobody_who_is_not_sure_is_told_that_they_take_one(client, db, address):
    person = ProfileFactory(vka="not_sure").person
    EntryFactory(person=person, food=FoodFactory(per_100g={"menaquinone_7": "44"}))
    client.force_login(person)

    said = text_of(client.get(address))

    assert "not sure" in said
    assert "antagonist is in your profile" not in said
    assert "antagonist in your profile" not in said


def test_scale_of_a_paused_line_does_not_end_on_the_articles_figures(on_warfarin, warfarin_person):
    food = FoodFactory(per_100g={"menaquinone_7": "44"})
    EntryFactory(person=warfarin_person, food=food)

    (k2, *_rest) = on_warfarin.get(day_url()).context["page"].score.lines
    assert k2.graph.end == Decimal(60)


def test_chips_and_favourites_offer_nothing_high_in_vitamin_k(on_warfarin, warfarin_person):
    plain = FoodFactory(name="Plain rice", per_100g={"phylloquinone": "1"})
    greens = FoodFactory(name="Kale", per_100g={"phylloquinone": "400"})
    cheese = FoodFactory(name="Odd cheese", per_100g={"menaquinone_7": "10"})
    natto = FoodFactory(name="Odd dish", marks=["natto_family"], per_100g={})
    capsule = FoodFactory(name="Bone formula", per_unit={"menaquinone_7": None})
    yesterday = TODAY - timedelta(days=1)
    for food in (plain, greens, cheese, natto, capsule):
        amount = "1" if food.is_supplement else "100"
        EntryFactory(person=warfarin_person, food=food, amount=amount, eaten_on=yesterday)
    starred = FoodFactory(name="Starred natto", marks=["natto_family"], per_100g={})
    FavouriteFactory(person=warfarin_person, food=starred)

    page = on_warfarin.get(day_url()).context["page"]

    offered = [chip.label for group in page.quick.groups for chip in group.chips]
    assert offered == ["Plain rice, 100\u00a0g"]
    assert "Foods high in vitamin K are left out here while warfarin" in page.quick.left_out
    assert all(meal.repeat is None for meal in page.entries.meals)


def test_box_still_finds_every_food(on_warfarin):
    found = on_warfarin.get("/foods/search/", {"q": "natto"}, headers={"Accept": "application/json"}).json()

    assert "natto" in [result["slug"] for result in found["results"]]


def test_somebody_without_an_antagonist_sees_none_of_it(me, individual):
    response = log(me, "natto", "50")

    assert response.url.startswith(day_url())
    assert not individual.alerts.exists()
    assert EMERGENCY_TEXT not in text_of(me.get(day_url()))


def test_caution_page_of_an_entry_without_one_leads_to_its_day(me, individual):
    log(me, "gouda-aged", "30")

    assert me.get(caution_url(individual.entries.get())).url == day_url()


def test_day_inside_the_period_stays_paused_when_looked_at_later(client, db):
    person = ProfileFactory(vka=None).person
    ended, began = date(2026, 1, 31), date(2026, 2, 1)
    VkaPeriod.objects.create(person=person, status="yes", drug="warfarin", to_on=ended)
    VkaPeriod.objects.create(person=person, status="no", from_on=began)
    food = FoodFactory(per_100g={"menaquinone_7": "75", "vitamin_d": "20", "magnesium": "320"})
    for day in (ended - timedelta(days=1), ended, began, began + timedelta(days=1)):
        EntryFactory(person=person, food=food, eaten_on=day)
    client.force_login(person)

    strip = client.get(day_url(began + timedelta(days=1))).context["page"].head.strip

    pips = {day.number: day.pips[0] for day in strip}
    assert (pips[30], pips[31], pips[1], pips[2]) == (False, False, True, True)


@pytest.mark.parametrize(("gone", "state"), [(13, "paused"), (14, "within")])
def test_k2_waits_until_the_medicine_is_washed_out(client, db, gone, state):
    person = ProfileFactory(
        vka="stopped", vka_drug="warfarin", vka_from_on=TODAY - timedelta(days=gone)
    ).person
    EntryFactory(person=person, food=FoodFactory(per_100g={"menaquinone_7": "75"}))
    client.force_login(person)

    (k2, *_rest) = client.get(day_url()).context["page"].score.lines
    assert k2.state == state


def test_change_into_nothing_less_keeps_one_open_alert(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "50")
    entry = warfarin_person.entries.get()

    response = on_warfarin.post(reverse("diary:amount", args=[entry.key]), {"quantity": "20"}, headers=HTMX)

    assert response.status_code == 200
    assert warfarin_person.alerts.filter(state=Alert.State.OPEN).count() == 1
