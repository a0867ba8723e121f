"""People who keep a list."""

import pytest

from k2tracker.profiles.signals import answers_changed


@pytest.fixture
def me(client, individual):
    """A client signed in as somebody who answered "no"."""
    client.force_login(individual)
    return client


@pytest.fixture
def on_warfarin(client, warfarin_person):
    """A client signed in as somebody whose profile says warfarin."""
    client.force_login(warfarin_person)
    return client


@pytest.fixture
def changes():
    """Whose circumstances were said to have changed, in order."""
    heard = []

    def hear(person, **_):
        heard.append(person)

    answers_changed.connect(hear)
    yield heard
    answers_changed.disconnect(hear)
