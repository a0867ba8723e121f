"""What a person fills in, as a browser sends it."""

ABOUT = {
    "birth_month": "6",
    "birth_year": "1991",
    "sex": "female",
    "life_stage": "none",
    "time_zone": "Europe/Berlin",
    "day_start_hour": "4",
    "reference_set": "EFSA",
    "clinic_name": "",
    "clinic_phone": "",
}


def onboarding(**answers) -> dict:
    """The onboarding page filled in by a woman of 1991 who answered "no"."""
    return {**ABOUT, "vka": "no", "vka_drug": "", "vka_stopped_on": "", **answers}


def confirmed(page, reply="yes") -> dict:
    """The fields that answer the question which a page asked about the medicine."""
    form = page.context.get("vka_form") or page.context["form"]
    return {"vka_asked": form["vka_asked"].value(), "vka_confirmed": reply}
