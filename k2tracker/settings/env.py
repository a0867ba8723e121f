"""Typed reading of environment variables, each failure with a hint."""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]


def data_dir() -> Path:
    """The directory of everything this installation writes; `K2_DATA_DIR` moves it.

    Raises ImproperlyConfigured where that names no path.
    """
    try:
        return Path(os.environ.get("K2_DATA_DIR") or BASE_DIR / ".data").expanduser().absolute()
    except RuntimeError as error:  # ~ of a user who does not exist
        raise ImproperlyConfigured(f"K2_DATA_DIR cannot be read: {error}") from error


def required(name: str, hint: str) -> str:
    """The variable's text. Raises ImproperlyConfigured with `hint` where it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {hint}")
    return value


def whole_number(name: str, default: int) -> int:
    """The variable as a number of 0 or more. Raises ImproperlyConfigured for anything else."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is not a whole number: {text}")
    return int(text)


def yes(name: str) -> bool:
    """Whether the variable says yes; an absent one does not. Raises ImproperlyConfigured for other words."""
    text = os.environ.get(name, "").strip().lower()
    if text not in {"", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is neither yes nor no: {text}")
    return text == "yes"


def words(name: str) -> list[str]:
    """A comma-separated variable as a list; an absent one is empty."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database() -> dict:
    """PostgreSQL (or SQLite) where `DATABASE_URL` names one, else SQLite in the data directory.

    Connections are kept: a new one would cost more than most of our queries. SQLite runs in WAL mode so
    that readers never wait for a writer, and starts each transaction with its lock taken, so that two
    writers queue for it (up to 20 s) and never fail half-way.
    Raises ImproperlyConfigured where `DATABASE_URL` cannot be read.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        try:
            config = dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True)
        except (ValueError, KeyError) as error:  # both of the library's own refusals are ValueErrors
            raise ImproperlyConfigured(
                "DATABASE_URL cannot be read: expected postgresql://user:password@host:5432/name"
            ) from error
        if config["ENGINE"] not in {"django.db.backends.postgresql", "django.db.backends.sqlite3"}:
            raise ImproperlyConfigured("DATABASE_URL names neither PostgreSQL nor SQLite")
        if str(config["NAME"]) in {"", ":memory:"}:
            raise ImproperlyConfigured("DATABASE_URL names no database that would last")
    else:
        config = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir() / "k2tracker.sqlite3",
            "CONN_MAX_AGE": None,
        }
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        }
    else:
        # Compiling a query takes PostgreSQL longer than any of ours runs; what the address says stands.
        config.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return config
