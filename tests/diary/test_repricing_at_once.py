"""Answers and corrections beside other writes on a real server, and cut off half way."""

import re
import uuid

from tests.journeys.pausing import paused
from tests.journeys.publishing import publish_correction

from .test_concurrency import all_at_once, signed_in
from .test_merging_at_once import form, meanwhile

DAY = "/diary/2020-02-09/"


def test_accepting_and_undoing_pressed_at_once_are_done_once(site):
    visitor = signed_in(site, "individual")
    form = {"key": str(uuid.uuid4()), "quantity": "100", "portion": "", "meal": "lunch"}
    visitor.post(f"{DAY}add/natto-black-bean/", **form)
    publish_correction(site, "natto-black-bean", "menaquinone_7", "555", "Another row.")
    page = visitor.get("/diary/new-values/")
    (address,) = re.findall(r'action="(/diary/new-values/\d+/)"', page)

    all_at_once(lambda: visitor.post(address, answer="accept"))
    assert "555" in visitor.get(f"{DAY}why/k2/")

    all_at_once(lambda: visitor.post(address, answer="undo"))
    assert "796" in visitor.get(f"{DAY}why/k2/")
    assert visitor.get("/diary/new-values/").count('value="accept"') == 1


def test_log_that_waited_for_a_correction_counts_the_corrected_value(site):
    visitor = signed_in(site, "individual")
    with paused(site, "correct", "grana-padano", "menaquinone_7", "61.4") as correcting:
        log = meanwhile(lambda: visitor.post("/diary/2020-03-20/add/grana-padano/", **form()))
        correcting.go_on()
        log.join()

    assert "61.4" in visitor.get("/diary/2020-03-20/why/k2/")


def test_correction_waits_for_a_log_that_came_first_and_is_offered_to_it(site):
    visitor = signed_in(site, "individual")
    with paused(site, "log", "roquefort", "2020-03-21") as log:
        correcting = meanwhile(
            lambda: publish_correction(site, "roquefort", "menaquinone_7", "62.4", "Another row."), seconds=4
        )
        log.go_on()
        correcting.join()

    assert "Roquefort" in visitor.get("/diary/new-values/")


def test_correction_that_is_cut_off_leaves_nothing_behind(site):
    visitor = signed_in(site, "individual")
    visitor.post("/diary/2020-03-22/add/manchego/", **form())
    with paused(site, "correct", "manchego", "menaquinone_7", "63.4") as correcting:
        correcting.kill()

    assert "Manchego" not in visitor.get("/diary/new-values/")
    visitor.post("/diary/2020-03-23/add/manchego/", **form())  # nothing is locked, nothing half published
    assert "63.4" not in visitor.get("/diary/2020-03-23/why/k2/")
    publish_correction(site, "manchego", "menaquinone_7", "64.4", "Once more.")
    assert "Manchego" in visitor.get("/diary/new-values/")


def test_answer_that_is_cut_off_re_prices_no_entry(site):
    visitor = signed_in(site, "individual")
    for day in (24, 25):
        visitor.post(f"/diary/2020-03-{day}/add/raclette/", **form())
    publish_correction(site, "raclette", "menaquinone_7", "65.4", "Another row.")
    with paused(site, "accept", "raclette") as accepting:
        accepting.kill()

    waiting = "waits for your answer"
    assert [waiting in visitor.get(f"/diary/2020-03-{day}/why/k2/") for day in (24, 25)] == [True, True]
    assert "Re-price 2 entries" in visitor.get("/diary/new-values/")


def test_recipe_saved_while_what_goes_in_is_corrected_waits_and_so_does_the_correction(site):
    visitor, refused = signed_in(site, "individual"), []
    outer = saved_recipe(visitor, "add", "Outer", "rice-white-cooked")
    inner = saved_recipe(visitor, "add", "Inner", "emmental")
    saved_recipe(visitor, outer, "Outer", inner)
    both = saved_recipe(visitor, "add", "Both", "rice-white-cooked")

    def trying(act, *words):
        def tried():
            try:
                act(*words)
            except Exception as error:
                refused.append(error)

        return tried

    with paused(site, "log", outer, "2020-03-27") as log:
        correction = (site, "emmental", "menaquinone_7", "66.4", "Another row.")
        correcting = meanwhile(trying(publish_correction, *correction), seconds=4)
        saving = meanwhile(trying(saved_recipe, visitor, both, "Both", outer, inner))
        log.go_on()
        saving.join()
        correcting.join()

    assert refused == []
    assert "Inner" in visitor.get(f"/my-foods/{both}/")


def saved_recipe(visitor, slug: str, name: str, *ingredients: str) -> str:
    """Save a recipe with 100 g of each ingredient, a new one where the slug is "add"; returns its slug."""
    before = recipes_of(visitor)
    rows = {f"row{number}-quantity": "100" for number in range(len(ingredients))}
    rows |= {f"row{number}-portion": "" for number in range(len(ingredients))}
    rows["row"] = [f"{number}|{ingredient}" for number, ingredient in enumerate(ingredients)]
    address = "/my-foods/recipes/add/" if slug == "add" else f"/my-foods/{slug}/recipe/"
    visitor.post(
        address, name=name, do="save", then="save", key=str(uuid.uuid4()), yield_portions="1", **rows
    )
    return slug if slug != "add" else (recipes_of(visitor) - before).pop()


def recipes_of(visitor) -> set[str]:
    return set(re.findall(r'"/my-foods/(own-[^/"]+)/', visitor.get("/my-foods/")))
