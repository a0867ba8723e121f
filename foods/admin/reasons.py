"""Why a change is made, and why one is refused: what curators say before a step."""

from django import forms
from django.utils.translation import gettext_lazy

from ..curation.drafts import LONGEST_REASON, ReasonMissing

CORRECTION, BETTER = "correction", "better"


class ReasonForm(forms.Form):
    """The reason of a submission and which of two things it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What this is"),
        choices=[
            (BETTER, gettext_lazy("Better data from now on. What people logged keeps its values.")),
            (
                CORRECTION,
                gettext_lazy(
                    "The old value was wrong. People who logged this food are offered the new values."
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What you found, and where: a paper, a table, a label."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ReasonMissing.sentence},
    )


class RefusalForm(forms.Form):
    """Why a submitted draft is declined."""

    because = forms.CharField(
        label=gettext_lazy("Why it is declined"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": ReasonMissing.sentence},
    )
