"""What is installed is what a run needs, and it is listed once."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_requirements_equal_those_of_the_project() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()

    listed = [line for line in lines if line and not line.startswith("#")]

    assert listed == PROJECT["project"]["dependencies"]


def test_data_files_of_the_package_are_installed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["newscrawl"]
    installed = {path for pattern in patterns for path in (ROOT / "newscrawl").glob(pattern)}

    others = [
        path
        for path in (ROOT / "newscrawl").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and path not in installed
    ]

    assert others == []
