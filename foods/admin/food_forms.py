"""What a food is called, and how it is measured and marked, as forms."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..barcodes import gtin_of
from ..categories import CATEGORIES
from ..folding import words
from ..models import Food, FoodBarcode, FoodMark, Portion


def category_choices(current: str = "", *, blank: str | None = None):
    """The categories in words; one that a food has and that is none of ours stays choosable for it."""
    first = [] if blank is None else [("", blank)]
    rest = [(current, current)] if current and current not in CATEGORIES else []
    return [*first, *CATEGORIES.items(), *rest]


class FoodForm(forms.ModelForm):
    """The food's own columns."""

    category = forms.ChoiceField(label=gettext_lazy("Category"))
    marks = forms.MultipleChoiceField(
        label=gettext_lazy("Marks"),
        required=False,
        choices=FoodMark.Mark.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Rules look at these: cautions, and what is left out for whom."),
    )

    class Meta:
        model = Food
        fields = ("name", "brand", "category", "basis")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        blank = None if self.instance.pk else _("choose one")
        self.fields["category"].choices = category_choices(self.instance.category, blank=blank)
        if self.instance.pk:
            self.initial["marks"] = list(self.instance.marks.values_list("mark", flat=True))

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not words(name):
            raise forms.ValidationError(_("A name holds a letter or a digit: search finds it by that."))
        return name


class LabelledFormSet(forms.BaseInlineFormSet):
    """Rows of a table whose columns are named once: each field says its name to screen readers."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", capfirst(field.label or ""))


class PortionFormSet(LabelledFormSet):
    """Portions of one food: each has a weight, but that of a product, which is counted in units."""

    def clean(self):
        super().clean()
        if self.instance.basis != Food.Basis.PER_100G:
            return
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            is_kept = data.get("name") and not data.get("DELETE")
            if is_kept and data.get("grams") is None and "grams" not in form.errors:
                form.add_error("grams", _("Enter what the portion weighs, in grams."))


class PortionForm(forms.ModelForm):
    """A household measure."""

    grams = forms.DecimalField(
        label=gettext_lazy("grams"), required=False, min_value=0, max_digits=9, decimal_places=3
    )

    class Meta:
        model = Portion
        fields = ("name", "grams", "is_estimate", "note", "position")

    def clean_grams(self):
        grams = self.cleaned_data["grams"]
        if grams == 0:
            raise forms.ValidationError(_("A portion weighs something."))
        return grams


class BarcodeForm(forms.ModelForm):
    """A barcode as it is printed: 8, 12, 13 or 14 digits, the last of which checks the others."""

    gtin = forms.CharField(label=gettext_lazy("barcode"), max_length=30)

    class Meta:
        model = FoodBarcode
        fields = ("gtin",)

    def clean_gtin(self):
        gtin = gtin_of(self.cleaned_data["gtin"])
        if gtin is None:
            raise forms.ValidationError(_("This is no barcode: its last digit does not check the others."))
        return gtin


class BulkForm(forms.Form):
    """What is changed for all chosen foods. An empty field leaves things as they are."""

    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    brand = forms.CharField(label=gettext_lazy("Brand"), required=False, max_length=120)
    no_brand = forms.BooleanField(label=gettext_lazy("Take the brand away"), required=False)
    add_marks = forms.MultipleChoiceField(
        label=gettext_lazy("Marks to add"),
        required=False,
        choices=FoodMark.Mark.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    remove_marks = forms.MultipleChoiceField(
        label=gettext_lazy("Marks to take away"),
        required=False,
        choices=FoodMark.Mark.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices(blank=_("leave as it is"))

    def clean(self):
        data = super().clean()
        if data.get("brand") and data.get("no_brand"):
            self.add_error("no_brand", _("Either a brand, or none."))
        both = set(data.get("add_marks", ())) & set(data.get("remove_marks", ()))
        if both:
            self.add_error("remove_marks", _("A mark is either added or taken away."))
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Choose what to change."))
        return data

    def changes(self) -> dict:
        """What was chosen, as `change_foods` takes it."""
        data = self.cleaned_data
        return {
            "category": data["category"] or None,
            "brand": "" if data["no_brand"] else data["brand"] or None,
            "add_marks": data["add_marks"],
            "remove_marks": data["remove_marks"],
        }


class RetireForm(forms.Form):
    """Why foods are retired."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Give a reason: it stays with the food.")},
    )
