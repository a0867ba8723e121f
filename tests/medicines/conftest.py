"""People who keep a list."""

import pytest


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
