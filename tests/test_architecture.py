"""The layers of the package, checked by reading its source: imports point downwards, the library half is pure."""

import ast
from functools import cache
from pathlib import Path

import pytest

import newscrawl

ROOT = Path(newscrawl.__file__).parent

LAYERS = {
    0: ["items", "errors", "visits"],
    1: [
        "nesting",
        "parsing",
        "class_index",
        "json_nodes",
        "collecting",
        "text",
        "dates",
        "date_clock",
        "date_eastern",
        "date_names",
        "date_persian",
        "date_relative",
        "date_scanner",
        "date_tokens",
        "date_words",
        "date_zones",
        "timestamps",
        "unpacking",
        "urls",
        "wordpress_rest",
        "identity",
        "languages",
        "profiles",
    ],
    2: ["page", "syndication"],
    3: ["discovery", "extraction"],
    4: ["loaders"],
    5: [
        "answer",
        "extractor",
        "fixtures",
        "history",
        "offline",
        "joining",
        "reading",
        "revisions",
        "scheduling",
        "state",
        "storage",
        "told_times",
        "archive",
        "reporting",
    ],
    6: ["spiders", "pipelines", "middlewares", "extensions", "signals", "demo"],
    7: ["addon", "setting_checks", "setting_objects", "settings"],
    8: ["commands"],
}
LAYER_OF = {name: layer for layer, names in LAYERS.items() for name in names}
LIBRARY_LAYERS = range(6)
SEPARATE = [("discovery", "extraction")]
FORBIDDEN_IN_LIBRARY = {
    *("scrapy", "twisted", "asyncio", "socket", "socketserver", "ssl", "select", "selectors", "http", "urllib.request"),
    *("ftplib", "smtplib", "xmlrpc", "requests", "aiohttp", "httpx", "urllib3"),
}


def modules() -> list[str]:
    paths = sorted(ROOT.rglob("*.py"))
    return [name_of(path) for path in paths if path != ROOT / "__init__.py"]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def path_of(module: str) -> Path:
    path = ROOT.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def part_of(module: str) -> str:
    """Return the part of the package that a module belongs to: ``newscrawl.state.sql`` to ``state``."""
    return module.split(".")[1]


@cache
def imports_of(module: str) -> list[str]:
    """Return all modules that a module imports, also inside functions and for type checking only."""
    found = []
    for node in ast.walk(ast.parse(path_of(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found += imported_from(node)
    return found


def imported_from(node: ast.ImportFrom) -> list[str]:
    source = node.module or ""
    submodules = [f"{source}.{alias.name}" for alias in node.names]
    inside = [name for name in submodules if source.split(".")[0] == "newscrawl" and path_of(name).exists()]
    return [source] if len(inside) < len(node.names) else inside


@pytest.mark.parametrize("module", modules())
def test_module_has_a_layer(module: str) -> None:
    assert part_of(module) in LAYER_OF, f"give {module} a layer in {Path(__file__).name} and docs/architecture.md"


@pytest.mark.parametrize("module", [name for name in modules() if LAYER_OF.get(part_of(name), 9) in LIBRARY_LAYERS])
def test_library_imports_neither_scrapy_nor_sockets(module: str) -> None:
    for imported in imports_of(module):
        packages = {imported, imported.split(".")[0]}
        assert not packages & FORBIDDEN_IN_LIBRARY, f"{module} imports {imported}"


@pytest.mark.parametrize("module", modules())
def test_imports_point_downwards(module: str) -> None:
    own = part_of(module)

    for imported in imports_of(module):
        if not imported.startswith("newscrawl"):
            continue
        assert imported != "newscrawl" or LAYER_OF[own] > 5, f"{module} imports the door above it"
        if imported == "newscrawl" or part_of(imported) == own:
            continue
        other = part_of(imported)
        assert LAYER_OF[other] <= LAYER_OF[own], f"{module} (layer {LAYER_OF[own]}) imports {imported}"
        assert (own, other) not in SEPARATE, f"{module} imports sideways: {imported}"
        assert (other, own) not in SEPARATE, f"{module} imports sideways: {imported}"


def test_parts_do_not_import_each_other_in_circles() -> None:
    needs: dict[str, set[str]] = {}
    for module in modules():
        inside = {part_of(name) for name in imports_of(module) if name.startswith("newscrawl.")}
        needs.setdefault(part_of(module), set()).update(inside - {part_of(module)})

    while free := {part for part, others in needs.items() if not others & needs.keys()}:
        for part in free:
            del needs[part]

    assert not needs, f"these parts import each other: {sorted(needs)}"
