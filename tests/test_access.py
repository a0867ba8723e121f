"""Every address by every member of the cast. A new address without a row fails.

Statuses are those of a request in good order: where a role may go on, the page or the redirect after its
write; where not, 302 to sign-in, 403 with a reason, or 404 as if it were not there.
"""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from foods.models import Food, Notice, Recipe
from k2tracker.alerts.models import Alert
from k2tracker.cabinet.models import Use
from k2tracker.diary.models import Entry, RepriceOffer
from tests.factories.foods import FoodFactory
from tests.factories.people import ProfileFactory, UserFactory

ROLES = ("anonymous", "newcomer", "owner", "stranger", "curator", "clinician")
KEY = uuid.UUID("c0ffee00-0000-4000-8000-000000000001")
DAY = date.today() - timedelta(days=1)  # noqa: DTZ011
OPEN = dict.fromkeys(ROLES, 200)
SIGN_IN = {"anonymous": 302}
SIGNED_IN = OPEN | SIGN_IN
# A diary: its owner; a newcomer is led to the questions; curators and clinicians keep none.
KEEPERS = SIGN_IN | {"newcomer": 302, "owner": 200, "stranger": 200, "curator": 403, "clinician": 403}
WRITERS = KEEPERS | {"owner": 302, "stranger": 302}
OWNED = KEEPERS | {"stranger": 404}
OWNED_WRITES = WRITERS | {"stranger": 404}
PROFILES = SIGN_IN | {"newcomer": 200, "owner": 200, "stranger": 200, "curator": 403, "clinician": 403}
# The admin: curators; all others are sent to its sign-in. A write without a reason is refused at its field.
CURATING = dict.fromkeys(ROLES, 302) | {"curator": 200}
CURATING_WRITES = CURATING | {"curator": 422}
ENTRANCE = {"anonymous": 200} | dict.fromkeys(ROLES[1:], 302)
ONE_UNIT = {"key": str(uuid.uuid4()), "quantity": "1", "portion": "", "meal": "lunch", "note": ""}

# (method, name, arguments, data, status by role)
TABLE = [
    ("get", "web:home", [], {}, {"anonymous": 200} | dict.fromkeys(ROLES[1:], 302)),
    ("get", "web:healthz", [], {}, OPEN),
    ("get", "web:favicon", [], {}, dict.fromkeys(ROLES, 302)),
    ("get", "web:clinician", [], {}, SIGN_IN | dict.fromkeys(ROLES[1:5], 404) | {"clinician": 200}),
    ("get", "foods:list", [], {}, OPEN),
    ("get", "foods:detail", ["natto"], {}, OPEN),
    ("get", "foods:search", [], {"q": "natto"}, SIGNED_IN),
    ("get", "foods:compare", [], {"food": ["natto", "edam"]}, OPEN),
    ("get", "foods:coverage", [], {}, OPEN),
    ("get", "foods:evidence", ["natto", "menaquinone_7"], {}, OPEN),
    ("get", "guide:index", [], {}, OPEN),
    ("get", "guide:checklist", [], {}, OPEN),
    ("get", "guide:claims", [], {}, OPEN),
    ("get", "guide:myths", [], {}, OPEN),
    ("get", "guide:questions", [], {}, OPEN),
    ("get", "guide:natto", [], {}, OPEN),
    ("get", "guide:cautions", [], {}, OPEN),
    ("get", "guide:unknown", [], {}, OPEN),
    ("get", "guide:sources", [], {}, OPEN),
    ("get", "old_checklist", [], {}, dict.fromkeys(ROLES, 301)),
    ("get", "diary:today", [], {}, KEEPERS),
    ("get", "diary:day", [DAY], {}, KEEPERS),
    ("get", "diary:why", [DAY, "k2"], {}, KEEPERS),
    ("get", "suggestions:gap", [DAY], {}, KEEPERS),
    ("get", "diary:add_today", ["natto"], {}, WRITERS),
    ("get", "diary:add", [DAY, "natto"], {"key": str(KEY)}, KEEPERS),
    ("post", "diary:add", [DAY, "natto"], ONE_UNIT, WRITERS),
    ("post", "diary:quick", [DAY], {"chip": f"{uuid.uuid4()}|natto|1|1 pack"}, WRITERS),
    ("post", "diary:repeat", [DAY, "lunch"], {"key": str(uuid.uuid4())}, WRITERS),
    ("post", "diary:undo_repeat", [DAY, uuid.uuid4()], {}, WRITERS),
    ("post", "diary:marks", [DAY], {"is_complete": "on"}, WRITERS),
    ("get", "diary:outdoors", [DAY], {}, KEEPERS),
    ("post", "diary:favourite", ["natto"], {"favourite": "on"}, WRITERS),
    ("get", "diary:entry", [KEY], {}, OWNED),
    ("post", "diary:amount", [KEY], {"quantity": "2"}, OWNED_WRITES),
    ("get", "diary:caution", [KEY], {}, OWNED_WRITES),  # nothing to be cautious of: back to the day
    ("post", "diary:delete", [KEY], {}, OWNED_WRITES),
    ("post", "diary:undo", [KEY], {}, OWNED_WRITES),
    ("get", "diary:new_values", [], {}, KEEPERS),
    ("post", "diary:answer_offer", ["offer"], {"answer": "keep"}, OWNED_WRITES),
    ("get", "diary:reports", [], {}, KEEPERS),
    ("get", "diary:report_food", ["natto"], {}, KEEPERS),
    ("get", "diary:report_entry", [KEY], {}, OWNED),
    ("post", "diary:supplements", [DAY], {"key": str(uuid.uuid4())}, WRITERS),
    ("post", "diary:undo_supplements", [DAY, uuid.uuid4()], {}, WRITERS),
    ("get", "trends:trends", [], {"days": "90"}, KEEPERS),
    ("get", "cabinet:list", [], {}, KEEPERS),
    ("get", "cabinet:find", [], {"q": "magnesium"}, KEEPERS),
    ("get", "cabinet:add", ["supp-d3-1000"], {"key": str(uuid.uuid4())}, KEEPERS),
    ("get", "cabinet:change", [KEY], {}, OWNED),
    ("post", "cabinet:stop", [KEY], {"last_day": DAY}, OWNED_WRITES),
    ("post", "cabinet:remove", [KEY], {}, OWNED_WRITES),
    ("get", "pantry:list", [], {}, KEEPERS),
    ("get", "pantry:add", [], {"key": str(KEY)}, KEEPERS),
    ("get", "pantry:change", ["own-food"], {}, OWNED),
    ("post", "pantry:suggest", ["own-food"], {}, OWNED_WRITES),
    ("post", "pantry:remove", ["own-food"], {}, OWNED_WRITES),
    ("get", "pantry:recipe_add", [], {"key": str(KEY)}, KEEPERS),
    ("get", "pantry:recipe", ["own-recipe"], {}, OWNED),
    ("get", "pantry:recipe_change", ["own-recipe"], {}, OWNED),
    ("get", "profiles:edit", [], {}, PROFILES | {"newcomer": 302}),
    ("get", "profiles:onboarding", [], {}, PROFILES | {"owner": 302, "stranger": 302}),
    ("get", "profiles:vka", [], {}, PROFILES | {"newcomer": 302}),
    ("post", "profiles:vka_take_back", [], {}, WRITERS | {"owner": 400, "stranger": 400}),  # names no answer
    ("get", "alerts:list", [], {}, PROFILES | {"newcomer": 302}),
    ("get", "plans:list", [], {}, PROFILES | {"newcomer": 302}),
    ("post", "alerts:acknowledge", ["alert"], {}, OWNED_WRITES),
    ("post", "alerts:spoken", ["alert"], {"spoken_on": DAY}, OWNED_WRITES),
    ("get", "medicines:list", [], {}, KEEPERS),
    ("get", "medicines:add", [], {}, KEEPERS),
    ("post", "medicines:from_profile", [], {}, WRITERS),
    ("get", "medicines:medicine", [KEY], {}, OWNED),
    ("post", "medicines:stop", [KEY], {"stopped_on": DAY}, OWNED_WRITES),
    ("post", "medicines:remove", [KEY], {}, OWNED_WRITES),
    ("post", "medicines:add_note", [KEY], {"key": str(KEY), "on": DAY, "words": "half"}, OWNED_WRITES),
    ("post", "medicines:remove_note", [KEY, KEY], {}, OWNED_WRITES),
    ("get", "medicines:conditions", [], {}, KEEPERS),
    ("get", "medicines:condition_add", [], {}, KEEPERS),
    ("get", "medicines:condition", [KEY], {}, OWNED),
    ("post", "medicines:condition_remove", [KEY], {}, OWNED_WRITES),
    ("get", "labs:list", [], {}, KEEPERS),
    ("get", "labs:kind", ["inr"], {}, KEEPERS),
    ("get", "labs:add", ["inr"], {"key": str(uuid.uuid4())}, KEEPERS),
    ("get", "labs:change", [KEY], {}, OWNED),
    ("post", "labs:mark", [KEY], {"is_wrong": "on"}, OWNED_WRITES),
    ("get", "labs:inr_range", [], {}, KEEPERS),
    ("post", "labs:inr_range_wrong", [KEY], {}, OWNED_WRITES),
    ("post", "labs:next_inr", [], {"clear": "1"}, WRITERS),
    ("post", "labs:body", [], {"body": "EFSA"}, WRITERS),
    ("get", "exercise:list", [], {}, KEEPERS),
    ("get", "exercise:change", [KEY], {}, OWNED),
    ("post", "exercise:delete", [KEY], {}, OWNED_WRITES),
    ("post", "exercise:week_line", [], {"shows_week": "on"}, WRITERS),
    ("get", "accounts:email", [], {}, SIGNED_IN),
    ("get", "accounts:withdraw", [], {}, SIGNED_IN | {"curator": 403, "clinician": 403}),
    ("get", "account_login", [], {}, ENTRANCE),
    ("get", "account_signup", [], {}, ENTRANCE),
    ("get", "account_logout", [], {}, SIGNED_IN),
    ("get", "account_inactive", [], {}, OPEN),
    ("get", "account_reauthenticate", [], {}, SIGNED_IN),
    ("get", "account_email", [], {}, SIGNED_IN),
    ("get", "account_email_verification_sent", [], {}, OPEN),
    ("get", "account_confirm_email", ["no-such-key"], {}, OPEN),
    ("get", "account_change_password", [], {}, SIGNED_IN),
    ("get", "account_set_password", [], {}, dict.fromkeys(ROLES, 302)),  # everybody has one
    ("get", "account_reset_password", [], {}, OPEN),
    ("get", "account_reset_password_done", [], {}, OPEN),
    ("get", "account_reset_password_from_key", ["1", "no-key"], {}, OPEN),
    ("get", "account_reset_password_from_key_done", [], {}, OPEN),
    ("get", "account_confirm_login_code", [], {}, dict.fromkeys(ROLES, 302)),  # no code was asked for
    ("get", "admin:index", [], {}, CURATING),
    ("get", "curation:worklist", [], {}, CURATING),
    ("get", "curation:leave", [], {}, CURATING | {"curator": 404}),  # names no finding
    ("get", "curation:notice", ["notice"], {}, CURATING),
    ("post", "curation:notice_close", ["notice"], {}, CURATING_WRITES),
    ("post", "curation:notice_take", ["notice"], {}, CURATING_WRITES),
    ("post", "curation:notice_join", ["notice"], {}, CURATING_WRITES),
    ("get", "curation:merge", ["food"], {}, CURATING),
    ("post", "curation:retire", ["food"], {}, CURATING_WRITES),
    ("post", "curation:bring_back", ["food"], {}, CURATING_WRITES),
    ("get", "curation:names", ["food"], {}, CURATING),
    ("post", "curation:split", ["alias"], {}, CURATING_WRITES),
    ("get", "admin:login", [], {}, dict.fromkeys(ROLES, 403) | {"anonymous": 302, "curator": 302}),
]


@pytest.fixture(scope="module")
def cast(shared):
    individual = ProfileFactory(person__email="individual@example.org").person
    food = FoodFactory(per_100g={"magnesium": "10"})
    Entry.objects.create(
        person=individual,
        key=KEY,
        eaten_on=DAY,
        time_zone="UTC",
        meal="lunch",
        food=food,
        revision=food.revision,
        quantity=1,
        grams=1,
    )
    Use.objects.create(
        person=individual,
        key=KEY,
        food=Food.objects.get(slug="supp-d3-1000"),
        quantity=1,
        often="daily",
        since=DAY,
    )
    individual.medicines.create(key=KEY, name="Zanadril")
    individual.conditions.create(key=KEY, kind="sarcoidosis")
    individual.lab_results.create(key=KEY, kind="inr", taken_on=DAY, value=2, decimals=0)
    individual.activities.create(key=KEY, done_on=DAY, kind="walking", minutes=30)
    individual.inr_ranges.create(key=KEY, low=2, high=3, from_on=DAY)
    FoodFactory(slug="own-food", owner=individual)
    Recipe.objects.create(food=FoodFactory(slug="own-recipe", owner=individual))
    return {
        "anonymous": None,
        "newcomer": UserFactory(email="newcomer@example.org"),
        "owner": individual,
        "stranger": ProfileFactory(person__email="other@example.org").person,
        "curator": UserFactory(email="curator@example.org", role="curator", is_staff=True),
        "clinician": UserFactory(email="clinician@example.org", role="clinician"),
    }


@pytest.fixture(scope="module")
def stored(cast):
    """What addresses name by its id: an alert and an offer of the owner; for curators a food, another name
    of it, and what its owner suggested."""
    owner = cast["owner"]
    alert = Alert.objects.create(
        person=owner, code="D-02", level="CAUTION", cause="D-02:vitamin_d", day=DAY, rule_set="test"
    )
    offered = FoodFactory(per_100g={"magnesium": "10"})
    offer = RepriceOffer.objects.create(
        person=owner, food=offered, revision=offered.revision, made_at=timezone.now()
    )
    food = FoodFactory(per_100g={}, aliases=["Another name"])
    own = FoodFactory(per_100g={}, owner=owner)
    notice = Notice.objects.create(
        kind=Notice.Kind.SUGGESTION, food=own, revision=own.revision, sent_by=owner
    )
    return {
        "alert": alert.pk,
        "offer": offer.pk,
        "food": food.pk,
        "alias": food.aliases.get().pk,
        "notice": notice.pk,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("method", "name", "arguments", "data", "statuses"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE]
)
def test_address_answers_each_role(client, cast, stored, role, method, name, arguments, data, statuses):
    if cast[role] is not None:
        client.force_login(cast[role])
    arguments = [stored.get(argument, argument) for argument in arguments]
    response = getattr(client, method)(reverse(name, args=arguments), data)
    assert response.status_code == statuses[role]
    if role == "anonymous" and method == "post":
        assert response.url.startswith(reverse("account_login"))


def names(patterns=None, prefix=""):
    """The name of every address of ours and of allauth; the admin's own are below its index."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            if getattr(pattern, "app_name", None) != "admin":
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from names(pattern.url_patterns, space)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_address_has_a_row():
    assert set(names()) | {"admin:index", "admin:login"} == {name for _, name, *_ in TABLE}


@pytest.mark.django_db
def test_admin_knows_no_person(client, cast):
    """No diary, profile, alert or account is registered: their addresses do not exist, even for a curator."""
    client.force_login(cast["curator"])
    for label in ("accounts/user", "profiles/profile", "diary/entry", "alerts/alert", "account/emailaddress"):
        assert client.get(f"/admin/{label}/").status_code == 404, label
