"""Roles are lists of permissions, permissions are verbs; code asks for the verb, never for the role.

Names follow Django's `app.verb_model` where a model is meant, so that the admin understands them too.
"""

KEEP_DIARY = "diary.keep"
SEE_PATIENTS = "care.see_patients"

PERMISSIONS_OF = {
    "individual": frozenset({KEEP_DIARY}),
    "curator": frozenset(
        {
            "foods.view_food",
            "foods.view_foodnutrient",
            "foods.view_revision",
            "foods.view_source",
            "foods.view_sourcerelease",
            "foods.view_assumption",
            "foods.change_assumption",
            "foods.add_food",
            "foods.change_food",
            "foods.change_revision",
            "foods.publish_revision",
            "foods.merge_food",  # and retire, bring back, split a name off
            "foods.view_notice",
            "foods.change_notice",
            "foods.view_dismissal",
            "foods.add_dismissal",
            "foods.delete_dismissal",
            "foods.view_sourcecategory",
            "foods.change_sourcecategory",
            *(
                f"foods.{verb}_{model}"
                for verb in ("add", "change", "delete", "view")
                for model in ("foodalias", "foodbarcode", "foodmark", "portion")
            ),
        }
    ),
    "clinician": frozenset({SEE_PATIENTS}),
}


def permissions_of(user) -> frozenset[str]:
    """What this user's role allows; nothing for strangers and for accounts that are switched off."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    return PERMISSIONS_OF[user.role]
