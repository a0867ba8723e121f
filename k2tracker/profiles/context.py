"""Tells templates whether the reader takes a vitamin K antagonist, for pages that show K2 to everybody."""

from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject

from .clock import today
from .permissions import may_keep_diary
from .queries import profile_of, subject_on, vka_history


@dataclass(frozen=True)
class ReaderVka:
    """is_active: the rules count the reader as on one today; is_answered: they said; drug: "" if unnamed;
    is_sure: they did not say "not sure"."""

    is_active: bool
    is_answered: bool
    drug: str = ""
    is_sure: bool = True


def vka(request) -> dict:
    """Puts `vka` into every template's context; nothing is read before a template asks for a part of it.

    Strangers, and accounts that keep no diary, count as somebody who answered "no".
    """
    return {"vka": SimpleLazyObject(lambda: _of_reader(request))}


def _of_reader(request) -> ReaderVka:
    user = getattr(request, "user", None)  # an error page can be rendered before anybody is known
    if user is None or not user.is_authenticated or not may_keep_diary(user):
        return ReaderVka(is_active=False, is_answered=True)
    profile = profile_of(user)
    if profile is None:
        return ReaderVka(is_active=False, is_answered=False)
    day = today(profile)
    subject = subject_on(profile, vka_history(user), day)
    return ReaderVka(
        subject.vka_is_active(day),
        subject.vka_is_answered,
        subject.vka_drug or "",
        is_sure=subject.vka != "not_sure",
    )
