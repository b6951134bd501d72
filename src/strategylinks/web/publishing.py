"""Write the pages as a static site: it opens from disk, and any web server can show it without Python."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from strategylinks.errors import StrategyLinksError
from strategylinks.table import LANGUAGES
from strategylinks.web.addressing import StaticAddresses, static_name
from strategylinks.web.app import VIS_NETWORK
from strategylinks.web.rendering import LANGUAGE_NAMES, environment, render
from strategylinks.web.site import Site
from strategylinks.web.twins import suffixes, write
from strategylinks.web.view import Page, View
from strategylinks.web.visit import Visit

_STATIC = Path(__file__).parent / "static"
#: Marks a folder that was written here, and may be written again.
_MARK = ".strategylinks"
#: Is told how many pages there are, and how many of them are written.
Progress = Callable[[int, int], None]


class PublishingError(StrategyLinksError):
    """The static site cannot be written."""


@dataclass(frozen=True, slots=True)
class Published:
    """Hold what was written."""

    folder: Path
    pages: int
    files: int


def publish_site(site: Site, folder: Path, tell: Progress = lambda *_: None) -> Published:
    """Write all pages that need no server, in all languages, with their files.

    The folder must be new, empty, or an earlier site, which is replaced when the new one is complete. Raise
    PublishingError where that is not so, or the folder cannot be written.
    """
    _refuse_foreign(folder)
    with _next_to(folder) as fresh:
        visits = list(_visits(site))
        count = 0
        for done, visit in enumerate(visits):
            tell(len(visits), done)
            count += _write_page(fresh, visit)
        _write_entrance(fresh)
        _write_assets(fresh / "static")
        (fresh / _MARK).write_text(f"{site.version}\n{site.stamp}\n", encoding="utf-8")
    return Published(folder, len(visits), count)


def _visits(site: Site) -> Iterator[Visit]:
    """List the pages of the site, each in all languages one after another: they ask the graph the same."""
    pages = [page for page in site.pages.values() if not (page.is_live or page.is_for_editing)]
    addresses = [(page, dict(parameters)) for page in pages for parameters in page.addresses(site)]
    for page, parameters in addresses:
        for language in LANGUAGES:
            yield _visit(site, page, language, parameters)


def _visit(site: Site, page: Page, language: str, parameters: Mapping[str, str]) -> Visit:
    return Visit(site, page, language, parameters, {}, StaticAddresses(page.fill(parameters)))


def _write_page(folder: Path, visit: Visit) -> int:
    """Write a page and its files; count them."""
    view = visit.page.show(visit)
    place = folder / visit.language / static_name(visit.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    _beside(place, "html").write_text(render(view, visit), encoding="utf-8")
    forms = _forms(view) if visit.has_files else ["json"]
    for suffix in forms:
        _beside(place, suffix).write_bytes(write(view, visit, suffix).content)
    return 1 + len(forms)


def _forms(view: View) -> list[str]:
    return [suffix for suffix in suffixes(view) if suffix != "html"]


def _beside(place: Path, suffix: str) -> Path:
    # Not with_suffix: codes of elements have dots of their own.
    return place.with_name(f"{place.name}.{suffix}")


def _write_assets(folder: Path) -> None:
    """Copy what pages are drawn with, ours and that of the drawing library."""
    shutil.copytree(_STATIC, folder)
    package, place = VIS_NETWORK
    with as_file(files(package) / place) as library:
        shutil.copytree(library, folder, dirs_exist_ok=True)


def _write_entrance(folder: Path) -> None:
    """Write the page that leads to the languages."""
    entrance = environment().get_template("entrance.html.jinja").render(languages=LANGUAGE_NAMES)
    (folder / "index.html").write_text(entrance, encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    try:
        if folder.exists() and not (folder.is_dir() and (_is_ours(folder) or not any(folder.iterdir()))):
            raise PublishingError(
                "this is not a site written by strategylinks", where=folder, do="Name a new or an empty folder."
            )
    except OSError as error:
        raise _unwritable(folder, error) from error


def _is_ours(folder: Path) -> bool:
    return (folder / _MARK).is_file()


@contextmanager
def _next_to(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, which takes the place of another when all is written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
            fresh = Path(place) / "fresh"
            fresh.mkdir()
            yield fresh
            if folder.exists():
                folder.rename(Path(place) / "old")
            fresh.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> PublishingError:
    return PublishingError(
        f"cannot be written: {error.strerror or error}", where=folder, do="Check the path, the rights and the disk."
    )
