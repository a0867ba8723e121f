"""The cast of every test, the food database, and a real browser on a real server.

Members of the cast: `individual` and `other_individual` (onboarded, no vitamin K antagonist),
`warfarin_person`, `newcomer` (signed up, no profile yet), `curator`, `clinician`. All have PASSWORD.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction

from tests.factories.people import PASSWORD, ProfileFactory, UserFactory, WarfarinProfileFactory

pytest_plugins = ["tests.browser"]
IN_CI = os.environ.get("CI", "").lower() == "true"


PARTS = {
    "plain": lambda marks: "browser" not in marks,
    "plain-again": lambda marks: not {"browser", "once"} & marks,
    "browser": lambda marks: "browser" in marks,
    "browser-again": lambda marks: "browser" in marks and "once" not in marks,
}
ONCE = ("nutrients", "guide", "test_architecture.py")  # folders and files that ask no database anything much


def pytest_addoption(parser):
    parser.addoption("--part", choices=sorted(PARTS), help="run one part of the tests, by their markers")


def pytest_collection_modifyitems(config, items):
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in ONCE:
            item.add_marker("once")
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


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker):
    """A transaction around all tests of a module, for rows that each of them starts from and that take long
    to make. Each test still has its own inside, so that none sees what another wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def walked(django_db_setup, django_db_blocker):
    """The pages that a stranger and the demo people can reach, see `walking.walk_as_each`."""
    from tests.walking import walk_as_each

    with django_db_blocker.unblock(), transaction.atomic():
        walks = walk_as_each()
        transaction.set_rollback(True)
    return walks


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
