"""The list of time zones: places where clocks agree, each once, under the names in use."""

import pytest

from k2tracker.profiles.models import Profile
from k2tracker.profiles.time_zones import other_names, time_zone_choices
from tests.factories.people import ProfileFactory

from .forms import ABOUT

LISTED = {zone: label for _area, zones in time_zone_choices() for zone, label in zones}


@pytest.mark.parametrize(
    "zone", ["UTC", "Asia/Kolkata", "Europe/Kyiv", "Europe/Oslo", "America/Indiana/Knox"]
)
def test_zone_of_a_place_is_listed(zone):
    assert zone in LISTED


@pytest.mark.parametrize(
    "zone", ["Etc/GMT+5", "Etc/UTC", "Australia/ACT", "America/Virgin", "Asia/Calcutta", "Europe/Kiev"]
)
def test_offsets_and_names_of_the_past_are_not_listed(zone):
    assert zone not in LISTED


def test_each_area_and_each_zone_of_it_comes_once():
    areas = [area for area, _zones in time_zone_choices()]
    labels = [(zone.partition("/")[0], label) for zone, label in LISTED.items()]

    assert areas[0] == "UTC"
    assert (len(set(areas)), len(set(labels))) == (len(areas), len(LISTED))


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Eastern", "America/New_York"),
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
    ],
)
def test_other_name_belongs_to_its_zone(name, zone):
    assert [known for known, others in other_names().items() if name in others] == [zone]


def test_names_of_the_list_stand_for_themselves():
    assert not {name for others in other_names().values() for name in others} & LISTED.keys()


@pytest.mark.parametrize("zone", ["Asia/Calcutta", "Etc/GMT+5"])
def test_zone_chosen_before_stays(client, db, zone):
    person = ProfileFactory(time_zone=zone).person
    client.force_login(person)
    shown = client.get("/profile/").context["form"]["time_zone"].value()
    response = client.post("/profile/", ABOUT | {"time_zone": shown})

    assert response.status_code == 302
    assert Profile.objects.get(person=person).time_zone == zone
