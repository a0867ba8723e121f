"""The one page between sign-up and the diary."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from k2tracker.profiles.models import Profile
from tests.factories.people import UserFactory

from .forms import confirmed, onboarding

START = "/profile/start/"


@pytest.fixture
def person(client, newcomer):
    client.force_login(newcomer)
    return newcomer


def errors_of(response):
    found = {}
    for name in ("form", "vka_form"):
        found |= {field: texts[0] for field, texts in response.context[name].errors.items()}
    return found


def test_newcomer_who_opens_the_diary_is_led_here(client, person):
    assert client.get("/diary/").url == START


def test_htmx_request_of_a_newcomer_moves_the_whole_page(client, person):
    assert client.get("/diary/", headers={"HX-Request": "true"})["HX-Redirect"] == START


def test_answers_are_kept_and_lead_to_the_diary(client, person):
    response = client.post(START, onboarding(is_vegetarian="on", clinic_phone="030 1234"))

    assert response.url == "/diary/"
    profile = Profile.objects.get(person=person)
    assert (profile.birth_year, profile.birth_month, profile.sex) == (1991, 6, "female")
    assert (profile.time_zone, profile.day_start_hour) == ("Europe/Berlin", 4)
    assert (profile.reference_set, profile.clinic_phone) == ("EFSA", "030 1234")
    assert (profile.is_vegetarian, profile.is_vegan) == (True, False)
    assert profile.onboarded_at is not None
    assert person.vka_periods.get().status == "no"


def test_reference_set_is_nam_unless_changed(client, person):
    assert client.get(START).context["form"]["reference_set"].value() == "NAM"


def test_question_about_antagonists_can_wait(client, person):
    response = client.post(START, onboarding(vka="later"))

    assert response.url == "/diary/"
    assert not person.vka_periods.exists()


def test_question_about_antagonists_cannot_be_passed_over(client, person):
    response = client.post(START, onboarding(vka=""))

    assert "vka" in errors_of(response)
    assert not Profile.objects.exists()


def test_sex_can_be_kept_back(client, person):
    client.post(START, onboarding(sex="undisclosed"))

    assert Profile.objects.get().sex == ""


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("birth_month", "13"),
        ("birth_year", "abc"),
        ("birth_year", "1899"),
        ("birth_year", "19991"),
        ("birth_year", "1" * 5000),
        ("birth_year", "19\x0091"),
        ("sex", "x" * 5000),
        ("sex", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "\x00"),
        ("day_start_hour", "7"),
        ("reference_set", "WHO"),
        ("life_stage", "sometimes"),
        ("clinic_name", "x" * 5000),
        ("clinic_name", "a\x00b"),
        ("clinic_phone", "ask at the desk"),
        ("vka", "maybe"),
        ("vka_drug", "x" * 5000),
        ("vka_drug", "\x00"),
        ("vka_stopped_on", "2026-13-01"),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_is_saved(client, person, field, text):
    response = client.post(START, onboarding(**{field: text}))

    assert list(errors_of(response)) == [field]
    assert not Profile.objects.exists()


def test_what_was_typed_stays(client, person):
    page = client.post(START, onboarding(birth_month="13", clinic_name="Northfield")).content.decode()

    assert 'value="1991"' in page
    assert 'value="Northfield"' in page
    assert '<option value="Europe/Berlin" selected' in page


def test_month_still_to_come_is_refused(client, person):
    next_month = timezone.now().date() + timedelta(days=40)
    response = client.post(
        START, onboarding(birth_month=str(next_month.month), birth_year=str(next_month.year))
    )

    assert "has not come yet" in errors_of(response)["birth_year"]


def test_child_under_one_year_is_refused_with_the_reason(client, person):
    born = timezone.now().date() - timedelta(days=200)
    response = client.post(
        START, onboarding(birth_month=str(born.month), birth_year=str(born.year), guardian="on")
    )

    assert "under 1 year" in errors_of(response)["birth_year"]


@pytest.mark.parametrize("sex", ["male", "undisclosed"])
def test_pregnancy_goes_with_the_female_sex_only(client, person, sex):
    response = client.post(START, onboarding(sex=sex, life_stage="pregnant"))

    assert list(errors_of(response)) == ["life_stage"]


def child(**answers):
    return onboarding(birth_year=str(timezone.now().date().year - 10), birth_month="1", **answers)


def test_child_needs_a_guardian(client, person):
    assert list(errors_of(client.post(START, child()))) == ["guardian"]


def test_guardian_is_recorded_with_the_time(client, person):
    client.post(START, child(guardian="on"))

    assert Profile.objects.get().guardian_confirmed_at is not None


def test_from_sixteen_on_no_guardian_is_recorded(client, person):
    client.post(START, onboarding(guardian="on"))

    assert Profile.objects.get().guardian_confirmed_at is None


def test_page_is_for_the_first_time_only(client, individual):
    client.force_login(individual)

    assert client.get(START).url == "/profile/"


def test_second_press_of_the_button_doubles_nothing(client, person):
    client.post(START, onboarding())
    client.post(START, onboarding(vka="not_sure"))

    assert person.vka_periods.get().status == "no"


@pytest.mark.parametrize("role", ["curator", "clinician"])
@pytest.mark.parametrize("view", ["profiles:onboarding", "profiles:edit", "profiles:vka", "diary:today"])
def test_accounts_without_a_diary_are_told_so(client, db, role, view):
    client.force_login(UserFactory(role=role))

    response = client.get(reverse(view))

    assert response.status_code == 403
    assert "It keeps no diary" in response.content.decode()


def test_strangers_sign_in_first(client, db):
    assert client.get(START).url.startswith("/accounts/login/")


def test_medicine_is_asked_back_before_anything_is_saved(client, person):
    page = client.post(START, onboarding(vka="yes", vka_drug="Sintrom 4 mg", clinic_name="Northfield"))

    text = page.content.decode()
    assert "Sintrom: is this acenocoumarol, a vitamin K antagonist?" in text
    assert 'value="Sintrom 4 mg"' in text
    assert 'value="Northfield"' in text
    assert not Profile.objects.exists()


def test_confirmed_medicine_is_kept_by_its_generic_name(client, person):
    answers = onboarding(vka="yes", vka_drug="SINTROM")
    page = client.post(START, answers)
    client.post(START, answers | confirmed(page))

    period = person.vka_periods.get()
    assert (period.status, period.drug, period.from_on) == ("yes", "acenocoumarol", None)


def test_confirmation_given_stays_while_another_field_is_mended(client, person):
    answers = onboarding(vka="yes", vka_drug="SINTROM", birth_month="13")
    page = client.post(START, answers)
    answers |= confirmed(page)
    again = client.post(START, answers)

    assert again.context["vka_form"]["vka_confirmed"].value() == "yes"
    assert "id_vka_confirmed_0" in again.content.decode()


def test_press_without_answering_the_question_is_told_so(client, person):
    answers = onboarding(vka="yes", vka_drug="SINTROM")
    page = client.post(START, answers)
    again = client.post(START, answers | confirmed(page, reply=""))

    assert list(errors_of(again)) == ["vka_confirmed"]
    assert not Profile.objects.exists()


def test_confirmation_of_one_name_says_nothing_of_another(client, person):
    page = client.post(START, onboarding(vka="yes", vka_drug="Sintrom"))
    again = client.post(START, onboarding(vka="yes", vka_drug="Marcumar") | confirmed(page))

    assert "Marcumar: is this phenprocoumon" in again.context["vka_form"].question


def test_denied_name_asks_for_another(client, person):
    answers = onboarding(vka="yes", vka_drug="Sintrom")
    page = client.post(START, answers)

    assert list(errors_of(client.post(START, answers | confirmed(page, "no")))) == ["vka_drug"]


def test_unknown_name_asks_again_and_can_be_kept_as_yes(client, person):
    answers = onboarding(vka="yes", vka_drug="Blutverdünner")
    assert list(errors_of(client.post(START, answers))) == ["vka_drug"]

    client.post(START, answers | {"vka_unnamed": "on"})

    period = person.vka_periods.get()
    assert (period.status, period.drug) == ("yes", "")


def test_slip_of_the_finger_is_not_taken_for_a_medicine(client, person):
    response = client.post(START, onboarding(vka="yes", vka_drug="warfarine"))

    assert list(errors_of(response)) == ["vka_drug"]


def test_no_beside_an_antagonist_is_questioned(client, person):
    response = client.post(START, onboarding(vka="no", vka_drug="Coumadin"))

    assert "warfarin" in errors_of(response)["vka"]
    assert not person.vka_periods.exists()


@pytest.mark.parametrize("said", ["no", "yes", "not_sure"])
def test_direct_anticoagulant_is_told_apart_and_answered(client, person, said):
    answers = onboarding(vka=said, vka_drug="Eliquis")
    page = client.post(START, answers)
    assert "It is not a vitamin K antagonist" in page.context["vka_form"].question

    done = client.post(START, answers | confirmed(page))

    period = person.vka_periods.get()
    assert (period.status, period.drug) == ("no", "apixaban")
    told = [str(message) for message in done.wsgi_request._messages]
    assert told == [
        "No vitamin K interaction is known for apixaban. Your pharmacist should know of supplements too."
    ]


def test_not_sure_is_kept_as_said(client, person):
    client.post(START, onboarding(vka="not_sure"))

    assert person.vka_periods.get().status == "not_sure"


def test_not_sure_about_a_known_antagonist_becomes_yes_once_confirmed(client, person):
    answers = onboarding(vka="not_sure", vka_drug="Previscan")
    page = client.post(START, answers)
    client.post(START, answers | confirmed(page))

    period = person.vka_periods.get()
    assert (period.status, period.drug) == ("yes", "fluindione")


def test_stopped_needs_the_day(client, person):
    response = client.post(START, onboarding(vka="stopped", vka_drug="Marcumar"))

    assert list(errors_of(response)) == ["vka_stopped_on"]


def test_stopped_in_the_future_is_refused(client, person):
    tomorrow = timezone.now().date() + timedelta(days=2)
    response = client.post(START, onboarding(vka="stopped", vka_stopped_on=tomorrow.isoformat()))

    assert list(errors_of(response)) == ["vka_stopped_on"]


def test_stopped_before_birth_is_refused(client, person):
    response = client.post(START, onboarding(vka="stopped", vka_stopped_on="1991-05-31"))

    assert list(errors_of(response)) == ["vka_stopped_on"]


def test_stopped_keeps_the_time_before_it_as_taken(client, person):
    answers = onboarding(vka="stopped", vka_drug="Marcumar", vka_stopped_on="2026-03-01")
    page = client.post(START, answers)
    client.post(START, answers | confirmed(page))

    taken, stopped = person.vka_periods.all()
    assert (taken.status, taken.from_on, taken.to_on) == ("yes", None, date(2026, 2, 28))
    assert (stopped.status, stopped.from_on, stopped.drug) == ("stopped", date(2026, 3, 1), "phenprocoumon")


@pytest.mark.parametrize(
    ("answers", "is_open"),
    [
        ({}, False),
        ({"clinic_name": "Northfield"}, True),
        ({"clinic_phone": "ask at the desk"}, True),
        ({"no_soy": "on"}, True),
        ({"reference_set": "NAM"}, False),
        ({"reference_set": "EFSA"}, True),
    ],
)
def test_what_was_left_alone_stays_folded(client, person, answers, is_open):
    page = client.post(START, onboarding(**{"vka": "", "reference_set": "NAM"} | answers)).content.decode()

    assert ('<details class="disclosure" open>' in page) is is_open
