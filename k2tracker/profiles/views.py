"""A person's own profile: said once, changed any time."""

from copy import copy
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nutrients.cautions import INFO, Finding
from nutrients.wording import render as render_words

from . import actions, presenters
from .clock import today
from .forms import EARLIEST_YEAR, ProfileForm
from .models import Profile
from .permissions import diary_keeper_required, onboarded_required
from .queries import profile_of, vka_history
from .signals import answer_saved
from .vka_form import VkaChangeForm, VkaForm


@require_http_methods(["GET", "POST"])
@diary_keeper_required
def onboarding(request):
    """The few things the score needs, and the question about vitamin K antagonists, on one page."""
    profile = profile_of(request.user)
    if profile is not None and profile.onboarded_at is not None:
        return redirect("profiles:edit")
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(data, instance=Profile(person=request.user))
    is_profile_valid = form.is_valid()
    vka_form = VkaForm(data, today=today(form.instance), born_after=_born_after(form.instance), may_wait=True)
    if vka_form.is_settled and is_profile_valid:
        actions.onboard(
            by=request.user,
            profile=form.instance,
            guardian_confirmed=form.guardian_confirmed,
            answer=vka_form.answer,
        )
        _tell_about(request, vka_form)
        return redirect("diary:today")
    return render(
        request,
        "profiles/onboarding.html",
        {"form": form, "vka_form": vka_form, "both_forms": presenters.FormPair(form, vka_form)},
    )


@require_http_methods(["GET", "POST"])
@onboarded_required
def edit(request):
    """Everything but the medicine, to be changed; the medicine, the cautions and the account as links."""
    profile = copy(profile_of(request.user))  # a form that fails leaves its values on the instance
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=profile)
    since = timezone.now()
    if form.is_valid():
        actions.save_profile(
            by=request.user, profile=form.instance, guardian_confirmed=form.guardian_confirmed
        )
        messages.success(request, _("Your profile is saved."))
        return _lead_on(request, since, "profiles:edit")
    return render(request, "profiles/profile_edit.html", {"form": form, **_vka_context(request.user)})


@require_http_methods(["GET", "POST"])
@onboarded_required
def vka(request):
    """Answer, or answer anew, the question about vitamin K antagonists; see every earlier answer."""
    profile = profile_of(request.user)
    form_class = VkaChangeForm if vka_history(request.user).periods else VkaForm
    form = form_class(
        request.POST if request.method == "POST" else None,
        today=today(profile),
        born_after=_born_after(profile),
    )
    since = timezone.now()
    if form.is_settled:
        try:
            _save_answer(request.user, form)
        except actions.WashoutNotOverError as error:
            last = presenters.day_text(error.free_on - timedelta(days=1))
            form.add_error(
                "vka",
                _(
                    "Your profile says that you took a vitamin K antagonist, which counts until %(day)s. If "
                    "you stopped it, the answer is “I stopped”, with the day. If you never took it, choose "
                    "“My last answer was wrong”."
                )
                % {"day": last},
            )
        else:
            messages.success(request, _("Your answer is saved."))
            _tell_about(request, form)
            return _lead_on(request, since, "profiles:edit")
    return render(request, "profiles/vka_edit.html", {"form": form, **_vka_context(request.user)})


@require_POST
@onboarded_required
def vka_take_back(request):
    """Undo the last answer: the one before it holds again, or the question is open."""
    try:
        recorded_at = datetime.fromisoformat(request.POST.get("recorded_at", ""))
    except ValueError:
        return HttpResponseBadRequest()
    since = timezone.now()
    if actions.take_back_vka(by=request.user, recorded_at=recorded_at):
        messages.success(request, _("Your last answer is taken back."))
    return _lead_on(request, since, "profiles:vka")


def _lead_on(request, since: datetime, to: str):
    """Lead to what another room wants to be seen first after an answer, else to the view named `to`."""
    wanted = answer_saved.send(sender=None, request=request, since=since)
    return redirect(next((address for _room, address in wanted if address), to))


def _save_answer(person, form: VkaForm):
    if isinstance(form, VkaChangeForm) and form.is_correction:
        actions.correct_vka(by=person, answer=form.answer)
    else:
        actions.answer_vka(by=person, answer=form.answer, from_on=form.cleaned_data.get("from_on"))


def _tell_about(request, form: VkaForm):
    """Answer the name of an anticoagulant of another class with what is known of it (A-01), and say that one
    which was stopped counts for some days more: what is known of the new one is not all that holds."""
    still = presenters.still_counts(vka_history(request.user), form.today)
    if still:
        messages.info(request, still)
    if form.answer is not None and form.answer.drug and form.recognised.is_doac:
        finding = Finding("A-01", INFO, "A-01", form.today, {"drug": form.recognised.drug})
        messages.info(request, render_words(finding, _))


def _born_after(profile: Profile) -> date:
    """The last day that lies before the month of birth, as far as that is known."""
    return date(profile.birth_year or EARLIEST_YEAR, profile.birth_month or 1, 1) - timedelta(days=1)


def _vka_context(person) -> dict:
    history = vka_history(person)
    recorded_at = actions.last_recorded_at(history.periods)
    return {
        "periods": presenters.period_rows(history, today(profile_of(person))),
        "recorded_at": recorded_at.isoformat() if recorded_at else "",
    }
