"""The cast of every test, the food database, and a real browser on a real server.

Members of the cast: `individual` and `other_individual` (onboarded, no vitamin K antagonist),
`warfarin_person`, `newcomer` (signed up, no profile yet), `curator`, `clinician`. All have PASSWORD.
"""

import os

import pytest

from tests.factories.people import PASSWORD, ProfileFactory, UserFactory, WarfarinProfileFactory

pytest_plugins = ["tests.browser"]
IN_CI = os.environ.get("CI", "").lower() == "true"


PARTS = {
    "plain": lambda marks: "browser" not in marks,
    "browser": lambda marks: "browser" in marks,
    "journeys": lambda marks: "browser" in marks and "page" not in marks,
}


def pytest_addoption(parser):
    parser.addoption("--part", choices=sorted(PARTS), help="run one part of the tests, by their markers")


def pytest_collection_modifyitems(config, items):
    part = config.getoption("--part")
    if part is None:
        return
    belongs = {item: PARTS[part]({mark.name for mark in item.iter_markers()}) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not belongs[item]])
    items[:] = [item for item in items if belongs[item]]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of every test holds the real foods; a test that wants none deletes them first."""
    from foods.loading import load_foods

    with django_db_blocker.unblock():
        load_foods()


@pytest.fixture
def individual(db):
    return ProfileFactory(person__email="individual@example.org").person


@pytest.fixture
def other_individual(db):
    return ProfileFactory(person__email="other@example.org").person


@pytest.fixture
def warfarin_person(db):
    return WarfarinProfileFactory(person__email="warfarin@example.org").person


@pytest.fixture
def newcomer(db):
    return UserFactory(email="newcomer@example.org")


@pytest.fixture
def curator(db):
    return UserFactory(email="curator@example.org", role="curator", is_staff=True)


@pytest.fixture
def clinician(db):
    return UserFactory(email="clinician@example.org", role="clinician")


@pytest.fixture
def password():
    return PASSWORD
