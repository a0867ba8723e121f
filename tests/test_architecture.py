"""Imports point one way. The table is the one of the README; this test reads the import statements."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

MAY_IMPORT = {
    "nutrients": set(),
    "foods": {"nutrients"},
    "k2tracker.settings": set(),
    "k2tracker.web": set(),
    "k2tracker.accounts": {"k2tracker.web"},
    "k2tracker.profiles": {"k2tracker.accounts", "k2tracker.web", "nutrients"},
    "k2tracker.alerts": {"k2tracker.profiles", "k2tracker.accounts", "k2tracker.web", "nutrients"},
    "k2tracker.labs": {
        "k2tracker.alerts",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "nutrients",
    },
    "k2tracker.exercise": {"k2tracker.profiles", "k2tracker.accounts", "k2tracker.web", "nutrients"},
    "k2tracker.plans": {"k2tracker.profiles", "k2tracker.accounts", "k2tracker.web", "nutrients"},
    "k2tracker.medicines": {
        "k2tracker.alerts",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "nutrients",
    },
    "k2tracker.cabinet": {
        "k2tracker.alerts",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "foods",
        "nutrients",
    },
    "k2tracker.guide": {"k2tracker.profiles", "k2tracker.web", "foods", "nutrients"},
    "k2tracker.diary": {
        "k2tracker.alerts",
        "k2tracker.cabinet",
        "k2tracker.medicines",
        "k2tracker.plans",
        "k2tracker.labs",
        "k2tracker.exercise",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "foods",
        "nutrients",
    },
    "k2tracker.suggestions": {
        "k2tracker.diary",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "foods",
        "nutrients",
    },
    "k2tracker.trends": {
        "k2tracker.diary",
        "k2tracker.medicines",
        "k2tracker.labs",
        "k2tracker.alerts",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.web",
        "foods",
        "nutrients",
    },
    "k2tracker.pantry": {
        "k2tracker.alerts",
        "k2tracker.diary",
        "k2tracker.profiles",
        "k2tracker.web",
        "foods",
        "nutrients",
    },
    "k2tracker.running": {
        "k2tracker.cabinet",
        "k2tracker.diary",
        "k2tracker.exercise",
        "k2tracker.medicines",
        "k2tracker.web",
        "k2tracker.alerts",
        "k2tracker.labs",
        "k2tracker.profiles",
        "k2tracker.accounts",
        "k2tracker.settings",
        "foods",
    },
}
# Inside an app, each module imports only from those before it.
LAYERS = ("models", "queries", "permissions", "actions", "forms", "presenters", "views", "urls")


def room_of(dotted: str) -> str | None:
    """The room a module name belongs to, or None for what is not ours."""
    parts = dotted.split(".")
    if parts[0] == "k2tracker":
        return ".".join(parts[:2]) if len(parts) > 1 else None
    return parts[0] if parts[0] in {"nutrients", "foods", "tests"} else None


def modules():
    for top in ("nutrients", "foods", "k2tracker"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield path, ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports_of(path: Path, dotted: str):
    """Every module that the file names in an import statement, relative ones resolved."""
    package = dotted.split(".") if path.name == "__init__.py" else dotted.split(".")[:-1]
    if path.name == "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield stem
            yield from (f"{stem}.{alias.name}" for alias in node.names)


ALL = list(modules())


@pytest.mark.parametrize(("path", "dotted"), ALL, ids=[dotted for _, dotted in ALL])
def test_module_imports_only_what_its_room_may(path, dotted):
    room = room_of(dotted)
    if room is None or dotted in {"k2tracker.urls", "k2tracker.wsgi"}:
        return
    allowed = MAY_IMPORT.get(room, set()) | {room} if room in MAY_IMPORT else None
    assert allowed is not None or path.name == "__init__.py", f"{room} has no row in the table"
    strays = {room_of(name) for name in imports_of(path, dotted)} - {None} - (allowed or set())
    assert strays == set()


def test_nutrients_needs_nothing_but_the_standard_library():
    outside = {
        name.split(".")[0]
        for path, dotted in ALL
        if dotted.startswith("nutrients")
        for name in imports_of(path, dotted)
    } - {"nutrients"}
    assert outside <= set(sys.stdlib_module_names)


def test_layers_of_an_app_import_only_earlier_ones():
    wrong = []
    for path, dotted in ALL:
        room = room_of(dotted)
        inner = dotted.removeprefix(f"{room}.").split(".")[0] if room else ""
        if inner not in LAYERS:
            continue
        later = {f"{room}.{name}" for name in LAYERS[LAYERS.index(inner) + 1 :]}
        for name in imports_of(path, dotted):
            if any(name == module or name.startswith(f"{module}.") for module in later):
                wrong.append(f"{dotted} imports {name}")
    assert wrong == []


def test_house_has_no_room_without_a_row():
    rooms = {room_of(dotted) for _, dotted in ALL} - {None, "k2tracker.urls", "k2tracker.wsgi", "tests"}
    assert {room for room in rooms if room.startswith("k2tracker.")} | {"nutrients", "foods"} <= (
        set(MAY_IMPORT) | {"k2tracker.__init__"}
    )
