"""A view as an HTML page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment

from strategylinks.table import LANGUAGES
from strategylinks.views.templating import templates_in
from strategylinks.web.navigation import entries
from strategylinks.web.view import View
from strategylinks.web.visit import Visit

_TEMPLATES = Path(__file__).parent / "templates"
#: The languages in the order of the choice, each by its own name.
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def render(view: View, visit: Visit, *, is_alone: bool = False) -> str:
    """Render a view; what is taken away as a file on its own offers nothing to take away."""
    template = environment().get_template(view.template)
    return template.render(
        view=view,
        visit=visit,
        say=visit.say,
        navigation=entries(visit),
        languages={code: LANGUAGE_NAMES[code] for code in sorted(LANGUAGES, key=list(LANGUAGE_NAMES).index)},
        is_alone=is_alone,
        **view.content,
    )


@cache
def environment() -> Environment:
    """Give the templates of the pages."""
    return templates_in(_TEMPLATES)
