"""An action that PostgreSQL ended to let another go on is done again; anything else is told."""

import pytest
from django.db import OperationalError, connection
from psycopg2.errors import DeadlockDetected, LockNotAvailable

from foods.holding import TRIES, again_after_deadlock


def ended(by):
    error = OperationalError("ended")
    error.__cause__ = by
    return error


@pytest.fixture
def act():
    """An action that fails with each of its errors in turn, and then gives how often it was called."""

    def make(*errors):
        waiting = list(errors)

        @again_after_deadlock
        def one():
            if waiting:
                raise waiting.pop(0)
            return len(errors) + 1

        return one

    return make


def test_deadlocked_action_is_done_again(act):
    assert act(*(ended(DeadlockDetected()) for _ in range(TRIES - 1)))() == TRIES


def test_deadlocks_without_end_are_told(act):
    with pytest.raises(OperationalError):
        act(*(ended(DeadlockDetected()) for _ in range(TRIES)))()


def test_another_error_is_told_at_once(act):
    with pytest.raises(OperationalError):
        act(ended(LockNotAvailable()))()


@pytest.mark.django_db
def test_part_of_a_transaction_is_not_done_again_by_itself(act):
    assert connection.in_atomic_block

    with pytest.raises(OperationalError):
        act(ended(DeadlockDetected()))()
