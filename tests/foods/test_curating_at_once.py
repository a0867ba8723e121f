"""Two curators who press at once, on a real database: one comes first, and the other hears what happened."""

from tests.journeys.curating import race


def test_a_draft_approved_by_two_at_once_is_published_once(site):
    for found in race(site, "approve"):
        assert sorted(found["outcomes"]) == ["DraftClosed", "done"]
        assert found["is_published"]


def test_of_two_who_save_other_values_at_once_one_hears_of_it(site):
    for found in race(site, "edit"):
        assert sorted(found["outcomes"]) == ["DraftChanged", "done"]
        assert found["amount"] == ("7" if found["outcomes"][0] == "done" else "8")


def test_a_draft_is_either_approved_or_taken_back(site):
    for found in race(site, "take back"):
        assert sorted(found["outcomes"]) == ["DraftClosed", "done"]
        assert (found["is_published"], found["is_open"]) == is_first(found)


def test_a_draft_is_either_approved_or_declined(site):
    for found in race(site, "decline"):
        assert sorted(found["outcomes"]) == ["DraftClosed", "done"]
        assert (found["is_published"], found["is_declined"]) == is_first(found)


def test_a_food_merged_while_its_draft_is_approved_is_merged_and_keeps_or_declines_it(site):
    for found in race(site, "merge"):
        assert found["outcomes"] in (["done", "done"], ["DraftClosed", "done"])
        assert found["is_retired"]
        assert (found["is_published"], found["is_declined"]) == is_first(found)


def test_what_takes_another_food_in_is_published_all_the_same(site):
    for found in race(site, "merge into"):
        assert found["outcomes"] == ["done", "done"]
        assert found["is_published"]
        assert found["into_is_retired"]


def test_of_two_foods_merged_into_each_other_one_stays(site):
    for found in race(site, "merge both ways"):
        assert sorted(found["outcomes"]) == ["NotMerged", "done"]
        assert found["is_retired"] != found["into_is_retired"]


def test_nothing_is_published_on_a_food_that_was_retired_first(site):
    for found in race(site, "retire"):
        assert found["outcomes"] in (["done", "done"], ["FoodRetired", "done"])
        assert found["is_retired"]
        assert found["is_published"] == (found["outcomes"][0] == "done")


def is_first(found) -> tuple[bool, bool]:
    """(whether the approval came first, whether the other did)."""
    return found["outcomes"][0] == "done", found["outcomes"][0] != "done"
