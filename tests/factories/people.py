"""People: users, profiles, answers to the question about vitamin K antagonists.

`ProfileFactory` is an onboarded woman born in June 1991 (NAM, UTC, day from midnight) who answered "no".
`vka=None` leaves the question unanswered; `vka="yes"`, `vka_drug="warfarin"` and so on set the one answer,
which holds for all days (for "stopped": from `vka_from_on` on, with "yes" before it).
"""

from datetime import UTC, datetime, timedelta

import factory
from django.contrib.auth.hashers import make_password

from k2tracker.accounts.models import Consent, User
from k2tracker.profiles.models import Profile, VkaPeriod

PASSWORD = "correct-horse-battery"
ONBOARDED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who signed up and agreed to the diary, and did nothing else."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    is_staff = factory.LazyAttribute(lambda user: user.role == User.Role.CURATOR)
    role = User.Role.INDIVIDUAL

    @factory.post_generation
    def consented(self, create, extracted, **kwargs):
        if create and extracted is not False:
            Consent.objects.create(person=self, purpose=Consent.Purpose.DIARY, version="test")


class ProfileFactory(factory.django.DjangoModelFactory):
    """An onboarded person; see the module for the defaults."""

    class Meta:
        model = Profile
        skip_postgeneration_save = True

    class Params:
        vka = "no"
        vka_drug = ""
        vka_from_on = None

    person = factory.SubFactory(UserFactory)
    birth_year = 1991
    birth_month = 6
    sex = Profile.Sex.FEMALE
    onboarded_at = ONBOARDED_AT

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        answer = {name: kwargs.pop(name) for name in ("vka_status", "vka_named", "vka_since")}
        profile = super()._create(model_class, *args, **kwargs)
        status, drug, since = answer["vka_status"], answer["vka_named"], answer["vka_since"]
        if status == VkaPeriod.Status.STOPPED:
            VkaPeriod.objects.create(
                person=profile.person,
                status=VkaPeriod.Status.YES,
                drug=drug,
                to_on=since - timedelta(days=1),
                recorded_at=ONBOARDED_AT,
            )
        if status is not None:
            VkaPeriod.objects.create(
                person=profile.person, status=status, drug=drug, from_on=since, recorded_at=ONBOARDED_AT
            )
        return profile

    vka_status = factory.SelfAttribute("vka")
    vka_named = factory.SelfAttribute("vka_drug")
    vka_since = factory.SelfAttribute("vka_from_on")


class WarfarinProfileFactory(ProfileFactory):
    """The same woman, taking warfarin for as long as her log goes back, with a clinic to call."""

    class Params:
        vka = "yes"
        vka_drug = "warfarin"

    clinic_name = "Northfield anticoagulation clinic"
    clinic_phone = "01632 960 123"
