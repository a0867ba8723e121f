"""The medicine list: adding, correcting, ending and removing a medicine, and the words kept with it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from k2tracker.alerts.noticing import leads_to_what_is_noticed
from k2tracker.profiles.clock import today
from k2tracker.profiles.permissions import onboarded_required
from k2tracker.profiles.presenters import day_text
from k2tracker.profiles.queries import profile_of, vka_history
from nutrients.cautions import INFO, Finding
from nutrients.medicines import CLASSES_OF, MedicineClass
from nutrients.wording import render as render_words

from . import actions, presenters, queries
from .forms import MedicineForm, NoteForm, StopForm, born_after, key_of
from .models import DoseNote, Medicine


@require_GET
@onboarded_required
def medicine_list(request):
    """What is taken now and what was taken earlier, with the words kept beside it."""
    day = today(profile_of(request.user))
    listed = presenters.medicine_list(request.user, vka_history(request.user), day)
    conditions = presenters.condition_groups(list(request.user.conditions.all()))
    context = {
        "medicines": listed,
        "conditions": [row for group in conditions for row in group.told],
        "key": uuid.uuid4(),
    }
    return render(request, "medicines/medicine_list.html", context)


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def add(request):
    """A medicine by the name as typed; a name that is known is asked about before it is kept."""
    key = key_of(request.POST)
    form = MedicineForm(request.POST or None, **_days(request))
    if form.is_settled:
        try:
            medicine = actions.add_medicine(by=request.user, key=key, told=form.told)
        except VKA_ERRORS as error:
            _say_at_field(form, error)
        else:
            _tell_kept(request, medicine, form.told.started_on)
            return redirect("medicines:list")
    return _form_page(request, "medicines/medicine_add.html", form, {"key": key})


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def medicine(request, key):
    """Correct a medicine; keep its dose changes in words."""
    found = _own(request, key)
    form = _edit_form(request, found, request.POST or None)
    if form.is_settled:
        try:
            actions.change_medicine(by=request.user, medicine=found, told=form.told)
        except VKA_ERRORS as error:
            _say_at_field(form, error)
            found = _own(request, key)
        else:
            _tell_kept(request, found, form.told.started_on)
            return redirect("medicines:list")
    return _medicine_page(request, found, form, NoteForm(**_days(request), initial=_new_note(request)))


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def stop(request, key):
    """The last day of a medicine."""
    found = _own(request, key)
    day = today(profile_of(request.user))
    form = StopForm(request.POST or None, medicine=found, initial={"stopped_on": day}, **_days(request))
    if form.is_valid():
        try:
            actions.stop_medicine(by=request.user, medicine=found, stopped_on=form.cleaned_data["stopped_on"])
        except actions.NotTakenError:
            said = _(
                "Your profile does not say that you take %(drug)s now. Its question can be answered anew."
            )
            form.add_error("stopped_on", said % {"drug": found.drug})
        except actions.LaterAnswerError as error:
            said = _("Your profile says that you take it since %(day)s. An earlier last day is told there.")
            form.add_error("stopped_on", said % {"day": day_text(error.day)})
        else:
            messages.success(request, _("The last day of %(name)s is saved.") % {"name": found.name})
            return redirect("medicines:list")
    row = presenters.row_of(found, vka_history(request.user), day)
    return _form_page(request, "medicines/medicine_stop.html", form, {"row": row})


@require_http_methods(["GET", "POST"])
@onboarded_required
@leads_to_what_is_noticed
def remove(request, key):
    """Take a medicine off the list, after saying what that means."""
    is_second_press = request.method == "POST" and queries.is_gone(Medicine, key)
    if is_second_press:
        return redirect("medicines:list")
    found = _own(request, key)
    if request.method == "POST":
        actions.remove_medicine(by=request.user, medicine=found)
        messages.success(request, _("%(name)s is off the list.") % {"name": found.name})
        return redirect("medicines:list")
    row = presenters.row_of(found, vka_history(request.user), today(profile_of(request.user)))
    return render(request, "medicines/medicine_remove.html", {"row": row})


@require_POST
@onboarded_required
@leads_to_what_is_noticed
def list_from_profile(request):
    """Put the vitamin K antagonist that the profile names on the list, and lead to its words."""
    made = actions.list_vka_of_profile(by=request.user, key=key_of(request.POST))
    return redirect("medicines:list") if made is None else redirect("medicines:medicine", made.key)


@require_POST
@onboarded_required
def add_note(request, key):
    """Keep a dose change in words."""
    found = _own(request, key)
    note = NoteForm(request.POST, **_days(request))
    if note.is_valid():
        cleaned = note.cleaned_data
        actions.add_note(
            by=request.user, medicine=found, key=cleaned["key"], on=cleaned["on"], words=cleaned["words"]
        )
        messages.success(request, _("The change is noted."))
        return redirect("medicines:medicine", key)
    return _medicine_page(request, found, _edit_form(request, found, None), note)


@require_POST
@onboarded_required
def remove_note(request, key, note_key):
    """Take a dose-change note away; where it is gone already, that is what was asked for."""
    note = DoseNote.objects.filter(medicine=_own(request, key), key=note_key).first()
    if note is not None:
        actions.remove_note(by=request.user, note=note)
        messages.success(request, _("The note is removed."))
    return redirect("medicines:medicine", key)


VKA_ERRORS = (actions.AlreadyListedError, actions.StartNeededError, actions.LaterAnswerError)


def _own(request, key) -> Medicine:
    try:
        return queries.own_medicine(request.user, key)
    except Medicine.DoesNotExist:
        raise Http404 from None


def _days(request) -> dict:
    profile = profile_of(request.user)
    return {"today": today(profile), "born_after": born_after(profile)}


def _edit_form(request, found: Medicine, data) -> MedicineForm:
    initial = {name: getattr(found, name) for name in ("name", "dose", "started_on", "stopped_on")}
    return MedicineForm(data, medicine=found, initial=initial, **_days(request))


def _new_note(request) -> dict:
    return {"key": uuid.uuid4(), "on": today(profile_of(request.user))}


def _say_at_field(form: MedicineForm, error: Exception):
    """Say what stands against a vitamin K antagonist at the field that can settle it."""
    if isinstance(error, actions.AlreadyListedError):
        form.add_error(
            "name", _("This medicine is on your list already, as %(name)s.") % {"name": error.name}
        )
    elif isinstance(error, actions.StartNeededError):
        form.add_error(
            "started_on",
            _("The first day is needed: your profile has another answer, which holds until then."),
        )
    else:
        form.add_error(
            "started_on",
            _("Your profile has an answer that begins on %(day)s. What held before that day is told there.")
            % {"day": day_text(error.day)},
        )


def _tell_kept(request, medicine: Medicine, started_on):
    """Say that it is saved, and what follows from it."""
    messages.success(request, _("%(name)s is saved.") % {"name": medicine.name})
    if queries.is_vka(medicine.drug):
        span = queries.span_of(vka_history(request.user), medicine.drug)
        if started_on is not None and span is not None and span.from_on != started_on:
            said = _("The first day is the one of your answer in the profile: %(days)s.")
            days = presenters.days_text(span.from_on, span.last_on)
            messages.info(request, said % {"days": days})
    elif MedicineClass.ANTICOAGULANT_DOAC in CLASSES_OF.get(medicine.drug, ()):
        day = today(profile_of(request.user))
        finding = Finding("A-01", INFO, "A-01", day, {"drug": medicine.drug})
        messages.info(request, render_words(finding, _))


def _medicine_page(request, found: Medicine, form: MedicineForm, note: NoteForm):
    day = today(profile_of(request.user))
    row = presenters.row_of(found, vka_history(request.user), day)
    return _form_page(request, "medicines/medicine_edit.html", form, {"row": row, "note_form": note})


def _form_page(request, template: str, form, context: dict):
    """The page of a form: 422 where something has to be put right, 200 where it asks or is new."""
    forms = [form, *([context["note_form"]] if "note_form" in context else [])]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if any(one.errors for one in forms) else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)
