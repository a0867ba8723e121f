"""What may be done to the composition database, as verbs. Roles elsewhere list them; code asks for the verb.

They follow Django's `app.verb_model`, so that the admin asks for the same ones.
"""

CHANGE_FOOD = "foods.change_food"  # what a food is called, and how it is measured and marked
DRAFT = "foods.change_revision"  # begin, save, submit, take back and discard a change to its values
APPROVE = "foods.publish_revision"  # publish what another curator submitted, or decline it
