"""Addresses that are not pages: for programs, and for what changes something."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from strategylinks.web.routes import dereferencing, describing, reviewing, sparql

ROUTERS: Sequence[APIRouter] = (sparql.router, describing.router, dereferencing.router)
#: Those that change something: only there where editing is switched on.
EDITING: Sequence[APIRouter] = (reviewing.router,)
