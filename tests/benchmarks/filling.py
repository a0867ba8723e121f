"""Scratch data: one person with a long log beside many others."""

import random
import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from foods.models import Food
from k2tracker.accounts.models import User
from k2tracker.diary.models import Day, Entry
from k2tracker.profiles.models import Profile, VkaPeriod

MEALS = ["supplements", "breakfast", "breakfast", "breakfast", "lunch", "lunch", "lunch", "lunch"]
MEALS += ["snack", "snack", "dinner", "dinner", "dinner", "dinner", "dinner"]
CAPSULES = ("supp-d3-k2-1000-45", "supp-mg-citrate-100")


def person_with_long_log(
    *, today: date, days: int, per_day: int, email: str = "long-log@example.org"
) -> User:
    """A woman born in 1984 who logged `per_day` entries on each of the last `days` days."""
    user = _person(email)
    rng = random.Random(7)  # noqa: S311
    published = Food.objects.published().order_by("slug")
    usual = rng.sample([food for food in published if not food.is_supplement], 118)
    usual += [food for food in published if food.slug in CAPSULES]
    first = today - timedelta(days=days - 1)
    entries = (
        _entry(user, rng.choice(usual), first + timedelta(days=number), MEALS[place % len(MEALS)])
        for number in range(days)
        for place in range(per_day)
    )
    Entry.objects.bulk_create(entries, batch_size=2000)
    Day.objects.bulk_create(
        Day(person=user, day=first + timedelta(days=number), is_complete=True) for number in range(days)
    )
    return user


def others(*, like: User, people: int, days: int, today: date) -> None:
    """`people` more accounts, each with a copy of the last `days` days of `like`, made in the database."""
    User.objects.bulk_create(
        User(email=f"other{number}@example.org", password="!") for number in range(people)
    )
    key = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    columns = [f.column for f in Entry._meta.concrete_fields if f.name not in {"id", "person", "key"}]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO diary_entry (person_id, key, {listed}) "  # noqa: S608
            f"SELECT u.id, {key}, {', '.join('e.' + c for c in columns)} "
            "FROM accounts_user u CROSS JOIN diary_entry e "
            "WHERE u.email LIKE 'other%%' AND e.person_id = %s AND e.eaten_on > %s",
            [like.pk, today - timedelta(days=days)],
        )
        cursor.execute("ANALYZE")


def _person(email: str) -> User:
    user = User.objects.create_user(email, "not-used-here")
    Profile.objects.create(
        person=user, birth_year=1984, birth_month=3, sex="female", onboarded_at=timezone.now()
    )
    VkaPeriod.objects.create(person=user, status=VkaPeriod.Status.NO)
    return user


def _entry(user, food, day, meal) -> Entry:
    amount = Decimal(1) if food.is_supplement else Decimal(80)
    return Entry(
        person=user,
        key=uuid.uuid4(),
        eaten_on=day,
        time_zone="UTC",
        meal="supplements" if food.is_supplement else meal,
        food=food,
        revision_id=food.revision_id,
        quantity=amount,
        grams=None if food.is_supplement else amount,
        units=amount if food.is_supplement else None,
        portion_name="1 unit" if food.is_supplement else "",
    )
