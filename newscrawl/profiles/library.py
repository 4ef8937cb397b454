"""Finding profiles: by name, by path, or by an address that they are for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from newscrawl.errors import ProfileError
from newscrawl.profiles.profile import SiteProfile
from newscrawl.profiles.reading import read_profile
from newscrawl.urls import host, site_of

__all__ = ["BUNDLED", "load_profile", "profile_for", "profile_names"]

BUNDLED: Final = Path(__file__).parent / "sites"
"""Folder of the profiles that come with newscrawl."""


def load_profile(name: str, dirs: Iterable[str | Path] = ()) -> SiteProfile:
    """Load a profile by its name or by the path of its file.

    A name is looked for in ``dirs``, in order, then among the bundled profiles. Raises
    :exc:`~newscrawl.errors.ProfileError`.
    """
    if name.endswith(".toml") or "/" in name:
        return read_profile(Path(name))
    folders = _folders(dirs)
    for folder in folders:
        path = folder / f"{name}.toml"
        if path.is_file():
            return read_profile(path)
    known = profile_names(dirs)
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
    searched = ", ".join(str(folder) for folder in folders)
    raise ProfileError(f"there is no profile {name!r} in {searched}; {hint} (a path must end with .toml)")


def profile_for(url: str, dirs: Iterable[str | Path] = ()) -> SiteProfile | None:
    """Return the profile for the site of ``url``.

    One with a seed on the same host goes first, then one with a seed on the bare domain, then any of that domain.
    """
    seeds = [(seed, profile) for profile in _all_profiles(_folders(dirs)) for seed in profile.seeds]
    place = _place(url)
    if found := next((profile for seed, profile in seeds if _place(seed) == place), None):
        return found
    if not _has_domain(url):
        return None
    site = site_of(url)
    related = [(_place(seed) != site, number, p) for number, (seed, p) in enumerate(seeds) if site_of(seed) == site]
    return min(related, default=(True, 0, None))[2]


def profile_names(dirs: Iterable[str | Path] = ()) -> list[str]:
    """Return the names that :func:`load_profile` knows, sorted."""
    return sorted({path.stem for folder in _folders(dirs) for path in _files(folder)})


def _folders(dirs: Iterable[str | Path]) -> tuple[Path, ...]:
    return (*map(Path, dirs), BUNDLED)


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.toml"))


@lru_cache(maxsize=8)
def _all_profiles(folders: tuple[Path, ...]) -> tuple[SiteProfile, ...]:
    return tuple(read_profile(path) for folder in folders for path in _files(folder))


def _place(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _has_domain(url: str) -> bool:
    """Tell a domain from an IP address or ``localhost``, where each port is a site of its own."""
    name = host(url)
    return "." in name and not name.replace(".", "").isdigit() and ":" not in name
