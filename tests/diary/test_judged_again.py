"""A correction is judged as a log is: what waits for an answer says what stands in the log now."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.diary import EntryFactory
from tests.factories.foods import FoodFactory
from tests.profiles.forms import ABOUT

from .conftest import NOON, TODAY, log
from .test_told import has_result, say, takes


def correct(client, entry, quantity):
    client.post(reverse("diary:amount", args=[entry.key]), {"quantity": quantity})


def acknowledge(client, alert):
    client.post(reverse("alerts:acknowledge", args=[alert.pk]))


def open_codes(person):
    return sorted(person.alerts.filter(state="open").values_list("code", flat=True))


def test_slip_that_was_corrected_does_not_keep_a_larger_amount_quiet(on_warfarin, warfarin_person):
    log(on_warfarin, "natto", "500")
    correct(on_warfarin, warfarin_person.entries.get(), "5")
    alert = warfarin_person.alerts.get(state="open")
    on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})

    log(on_warfarin, "natto", "400")

    assert open_codes(warfarin_person) == ["K-02"]


def test_open_caution_states_the_corrected_figure(me, individual):
    log(me, "supp-d3-5000", "10", portion="1 unit")
    before = individual.alerts.get()

    correct(me, individual.entries.get(), "1")

    alert = individual.alerts.get(state="open")
    assert (before.inputs["x"], alert.inputs["x"]) == ("1250", "125")
    assert "averages 125 µg" in alert.wording.replace("\u00a0", " ")
    assert alert.raised_at == before.raised_at


def test_late_log_of_what_was_missing_ends_the_caution_about_it(on_warfarin, warfarin_person):
    tablet = FoodFactory(slug="k1-tablet", per_unit={"phylloquinone": "50", "menaquinone_7": "0"})
    for ago in range(4, 20):
        EntryFactory(person=warfarin_person, food=tablet, amount="1", eaten_on=TODAY - timedelta(days=ago))
    for ago in (3, 2, 1):
        on_warfarin.post(reverse("diary:marks", args=[TODAY - timedelta(days=ago)]), {"is_complete": "on"})
    assert open_codes(warfarin_person) == ["K-07"]

    log(on_warfarin, "k1-tablet", "1", portion="1 unit", day=TODAY - timedelta(days=1))

    assert open_codes(warfarin_person) == []


def test_day_that_is_logged_late_lowers_the_mean_of_a_caution(me, individual):
    log(me, "supp-d3-5000", "1", portion="1 unit")
    assert open_codes(individual) == ["D-02"]

    log(me, "natto", "10", day=TODAY - timedelta(days=1))

    assert open_codes(individual) == []


def test_day_that_is_emptied_counts_in_no_mean_any_more(me, individual):
    log(me, "natto", "10", day=TODAY - timedelta(days=1))
    log(me, "supp-d3-5000", "1", portion="1 unit")
    assert open_codes(individual) == []

    me.post(reverse("diary:delete", args=[individual.entries.get(food__slug="natto").key]))

    assert open_codes(individual) == ["D-02"]


def test_caution_about_an_amount_goes_with_the_amount(on_warfarin, warfarin_person):
    log(on_warfarin, "supp-mk7-100", "1", portion="1 unit")
    assert open_codes(warfarin_person) == ["K-01", "K-03"]

    correct(on_warfarin, warfarin_person.entries.get(), "0.5")

    assert open_codes(warfarin_person) == ["K-01"]


def test_caution_about_two_doses_goes_with_the_second(on_warfarin, warfarin_person):
    for _dose in range(2):
        log(on_warfarin, "supp-mk7-50", "1", portion="1 unit")
    assert open_codes(warfarin_person) == ["K-01", "K-03"]

    on_warfarin.post(reverse("diary:delete", args=[warfarin_person.entries.first().key]))

    assert open_codes(warfarin_person) == ["K-01"]


def test_mean_of_a_week_follows_a_complete_day_without_entries(me, individual):
    for back in (1, 2):
        me.post(reverse("diary:marks", args=[TODAY - timedelta(days=back)]), {"is_complete": "on"})
    log(me, "supp-d3-5000", "1", portion="1 unit")
    assert open_codes(individual) == []

    for back in (1, 2):
        me.post(reverse("diary:marks", args=[TODAY - timedelta(days=back)]), {"is_complete": "off"})
    assert open_codes(individual) == ["D-02"]

    me.post(reverse("diary:marks", args=[TODAY - timedelta(days=1)]), {"is_complete": "on"})
    assert open_codes(individual) == []


def test_mark_on_an_old_day_says_nothing_of_its_entries_again(on_warfarin, warfarin_person, clock):
    log(on_warfarin, "natto", "20")
    alert = warfarin_person.alerts.get()
    on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})
    clock(NOON + timedelta(days=9))

    on_warfarin.post(reverse("diary:marks", args=[TODAY]), {"is_complete": "on"})

    assert open_codes(warfarin_person) == []


def test_mark_on_an_old_day_says_nothing_again_of_what_was_told_then(on_warfarin, warfarin_person, clock):
    has_result(warfarin_person, "inr", "5.2", TODAY)
    takes(warfarin_person, "supp-mk7-50", since=TODAY, until=TODAY)
    say(warfarin_person)
    for alert in warfarin_person.alerts.all():
        on_warfarin.post(reverse("alerts:spoken", args=[alert.pk]), {"spoken_on": TODAY.isoformat()})
    clock(NOON + timedelta(days=9))

    on_warfarin.post(reverse("diary:marks", args=[TODAY]), {"is_complete": "on"})

    assert open_codes(warfarin_person) == []


def test_mark_on_an_old_day_records_what_its_sums_call_for(me, individual):
    day = TODAY - timedelta(days=20)
    me.post(reverse("diary:marks", args=[day - timedelta(days=1)]), {"is_complete": "on"})
    log(me, "supp-d3-5000", "1", portion="1 unit", day=day)

    me.post(reverse("diary:marks", args=[day - timedelta(days=1)]), {"is_complete": "off"})
    me.post(reverse("diary:marks", args=[day]), {"is_complete": "on"})

    assert [(alert.code, alert.state) for alert in individual.alerts.all()] == [("D-02", "history")]


@pytest.mark.parametrize(("before", "after", "codes"), [("NAM", "EFSA", ["M-01"]), ("EFSA", "NAM", [])])
def test_another_reference_set_is_judged_at_once(me, individual, before, after, codes):
    magnesium = FoodFactory(basis="per_unit", per_unit={"magnesium": "300"})
    individual.profile.reference_set = before
    individual.profile.save()
    log(me, magnesium.slug, "1")

    me.post(reverse("profiles:edit"), {**ABOUT, "reference_set": after})

    individual.refresh_from_db()
    assert individual.profile.reference_set == after
    assert open_codes(individual) == codes
