"""Demo people: the same on every machine, ending today at breakfast.

Every day's menu follows from the person and the date alone, and every entry's key from the day and its
place in it, so that starting again tops the diary up and never doubles or resurrects an entry.
"""

import random
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from foods.models import Food
from k2tracker.accounts.models import Consent, User
from k2tracker.alerts.models import Alert
from k2tracker.diary import actions
from k2tracker.diary.models import Day, Entry, Favourite
from k2tracker.profiles.clock import today as local_today
from k2tracker.profiles.models import Profile, VkaPeriod

from .demo_alerts import answer_alerts
from .demo_cabinet import fill_cabinet
from .demo_exercise import fill_exercise
from .demo_labs import fill_labs
from .demo_medicines import write_lists

DAYS = 90
WITHOUT_LOG_IN_TEN = 1
NOT_COMPLETE_IN_TEN = 3
SHARE_WITHOUT_LUNCH = 0.15
MOST_A_DAY = 15
KEYS = uuid.UUID("5f0d1c5e-4c29-4f7c-9b0e-6b1f0f0a7a52")
MEAL_TIMES = {
    Entry.Meal.SUPPLEMENTS: time(7, 40),
    Entry.Meal.BREAKFAST: time(8, 0),
    Entry.Meal.LUNCH: time(12, 30),
    Entry.Meal.SNACK: time(16, 0),
    Entry.Meal.DINNER: time(19, 0),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """One demo person. `capsules`: taken on most mornings; `natto_days`: share of natto breakfasts."""

    role: str
    email: str
    user_role: str
    profile: dict | None = None
    vka: dict | None = None
    capsules: tuple[str, ...] = ()
    natto_days: float = 0.0


CAST = (
    Cast(
        role="individual",
        email="individual@demo.k2tracker.example",
        user_role=User.Role.INDIVIDUAL,
        profile={"birth_year": 1984, "birth_month": 3, "sex": "female", "time_zone": "Europe/Copenhagen"},
        vka={"status": VkaPeriod.Status.NO},
        capsules=("supp-mk7-75", "supp-d3-1000", "supp-mg-citrate-100"),
        natto_days=0.12,
    ),
    Cast(
        role="warfarin",
        email="warfarin@demo.k2tracker.example",
        user_role=User.Role.INDIVIDUAL,
        profile={
            "birth_year": 1957,
            "birth_month": 10,
            "sex": "male",
            "time_zone": "Europe/Copenhagen",
            "clinic_name": "Harbour anticoagulation clinic",
            "clinic_phone": "+44 1632 960123",
        },
        vka={"status": VkaPeriod.Status.YES, "drug": "warfarin"},
        capsules=("supp-d3-1000",),
    ),
    Cast(role="curator", email="curator@demo.k2tracker.example", user_role=User.Role.CURATOR),
    Cast(role="clinician", email="clinician@demo.k2tracker.example", user_role=User.Role.CLINICIAN),
)
WARFARIN_CAPSULE = "supp-d3-k2-1000-45"


@dataclass(frozen=True, slots=True)
class Planned:
    """One entry to be: meal, food, and grams or units."""

    meal: str
    slug: str
    grams: Decimal | None
    units: Decimal | None


def demo_people():
    """The demo accounts that exist."""
    return User.objects.filter(email__in=[member.email for member in CAST])


@transaction.atomic
def refresh_demo(*, password: str, now: datetime | None = None) -> list[tuple[str, str]]:
    """Make the demo people or top them up, and give all of them `password`.

    Returns (role, e-mail) in the cast's order. Entries that somebody deleted stay deleted.
    """
    now = now or timezone.now()
    menus = tomllib.loads((settings.BASE_DIR / "fixtures" / "demo" / "menus.toml").read_text("utf-8"))
    foods = _menu_foods()
    encoded = make_password(password)  # once: hashing is slow on purpose
    accounts = {member.role: _account(member, encoded) for member in CAST}
    for member in CAST:
        user, is_new = accounts[member.role]
        if member.profile is None:
            continue
        profile = _profile(member, user, now)
        if is_new:
            write_lists(member.role, user, local_today(profile, now))
        _fill(member, user, profile, foods, menus, now)
        fill_labs(member.role, user, local_today(profile, now))
        fill_exercise(member.role, user, local_today(profile, now))
        if is_new:
            for slug in ("natto", "gouda-aged") if member.natto_days else ("oatmeal-cooked", "black-beans"):
                if slug in foods:
                    Favourite.objects.create(person=user, food=foods[slug])
        fill_cabinet(member.role, user, foods, local_today(profile, now))
        takes_capsule = member.role == "warfarin" and WARFARIN_CAPSULE in foods
        if takes_capsule and not Alert.objects.filter(person=user, code="K-01").exists():
            _log_k2_capsule(user, profile, foods[WARFARIN_CAPSULE], now)
            clinician, _is_new = accounts["clinician"]
            answer_alerts(user, clinician, now)
    return [(member.role, member.email) for member in CAST]


def _menu_foods() -> dict[str, Food]:
    """What the menus name, by its slug there: what curators retired is missing, what they merged is the food
    that it has become part of."""
    ours = Food.objects.filter(source__key="k2tracker").select_related("revision", "merged_into__revision")
    standing = {food.slug: food.merged_into or food for food in ours}
    return {
        slug: food
        for slug, food in standing.items()
        if food.revision is not None and not food.is_retired and food.owner_id is None
    }


def _account(member: Cast, encoded_password: str) -> tuple[User, bool]:
    user, is_new = User.objects.get_or_create(
        email=member.email,
        defaults={"role": member.user_role, "is_staff": member.user_role == User.Role.CURATOR},
    )
    user.password = encoded_password
    user.save(update_fields=["password"])
    return user, is_new


def _profile(member: Cast, user: User, now: datetime) -> Profile:
    profile, is_new = Profile.objects.get_or_create(
        person=user, defaults={**member.profile, "onboarded_at": now}
    )
    if is_new:
        VkaPeriod.objects.create(person=user, **member.vka)
        Consent.objects.create(person=user, purpose=Consent.Purpose.DIARY, version="demo")
    return profile


def _fill(member, user, profile, foods, menus, now) -> None:
    """Write the missing entries and day marks of the last `DAYS` days."""
    last = local_today(profile, now)
    entries, days = [], []
    for offset in range(DAYS - 1, -1, -1):
        day = last - timedelta(days=offset)
        planned = list(plan_day(member, day, menus, only_breakfast=day == last))
        entries += _entries(planned, user, profile, day, foods)
        if planned and day != last:
            days.append(
                Day(
                    person=user,
                    day=day,
                    is_complete=not _is_drawn(member, "open", day, NOT_COMPLETE_IN_TEN),
                    had_sun=_is_drawn(member, "sun", day, 1),
                )
            )
    kept = set(Entry.objects.filter(person=user, eaten_on__gt=last - timedelta(days=DAYS)).values_list("key"))
    Entry.objects.bulk_create(entry for entry in entries if (entry.key,) not in kept)
    Day.objects.bulk_create(days, ignore_conflicts=True)


def plan_day(member: Cast, day: date, menus: dict, *, only_breakfast: bool = False) -> Iterator[Planned]:
    """What this person eats on this day: nothing on about one day in ten, else 8 to 15 things."""
    if _is_drawn(member, "no log", day, WITHOUT_LOG_IN_TEN) and not only_breakfast:
        return iter(())
    rng = random.Random(f"{member.email} {day}")  # noqa: S311
    return islice(_dishes(member, rng, menus, only_breakfast), MOST_A_DAY)


def _is_drawn(member: Cast, what: str, day: date, in_ten: int) -> bool:
    """Whether this day is among the `in_ten` that are drawn from each ten days of the calendar."""
    block, place = divmod(day.toordinal(), 10)
    rng = random.Random(f"{member.email} {what} {block}")  # noqa: S311
    return place in rng.sample(range(10), in_ten)


def _dishes(member: Cast, rng: random.Random, menus: dict, only_breakfast: bool) -> Iterator[Planned]:
    for slug in member.capsules:
        if rng.random() < 0.85:
            yield Planned(Entry.Meal.SUPPLEMENTS, slug, None, Decimal(1))
    breakfast = menus["natto_breakfast"] if rng.random() < member.natto_days else menus["breakfast"]
    dishes = [(Entry.Meal.BREAKFAST, rng.choice(breakfast))]
    if not only_breakfast:
        if rng.random() >= SHARE_WITHOUT_LUNCH:
            dishes.append((Entry.Meal.LUNCH, rng.choice(menus["lunch"])))
        dishes.append((Entry.Meal.SNACK, rng.choice(menus["snack"])))
        dishes.append((Entry.Meal.DINNER, rng.choice(menus["dinner"])))
        if rng.random() < 0.2:
            dishes.append((Entry.Meal.DINNER, rng.choice(menus["greens"])))
    for meal, dish in dishes:
        for line in dish:
            slug, grams = line.split()
            yield Planned(meal, slug, Decimal(grams), None)


def _entries(planned, user, profile, day, foods) -> Iterator[Entry]:
    for place, item in enumerate(planned):
        food = foods.get(item.slug)
        if food is None:
            continue
        yield Entry(
            person=user,
            key=uuid.uuid5(KEYS, f"{user.email} {day} {place} {item.slug}"),
            eaten_on=day,
            eaten_at=MEAL_TIMES[item.meal],
            time_zone=profile.time_zone,
            meal=item.meal,
            food=food,
            revision=food.revision,
            quantity=item.grams if item.units is None else item.units,
            portion_name="" if item.units is None else "1 unit",
            grams=item.grams,
            units=item.units,
        )


def _log_k2_capsule(user, profile, food, now) -> None:
    """Log a capsule with MK-7 through the app's own door, so that its alert is a real one."""
    day = local_today(profile, now)
    actions.log_food(
        by=user,
        person=user,
        food=food,
        portion=food.portions.first(),
        quantity=Decimal(1),
        eaten_on=day,
        eaten_at=MEAL_TIMES[Entry.Meal.SUPPLEMENTS],
        meal=Entry.Meal.SUPPLEMENTS,
        note="",
        key=uuid.uuid5(KEYS, f"{user.email} {day} k2 capsule"),
        now=now.astimezone(ZoneInfo(profile.time_zone)),
    )
