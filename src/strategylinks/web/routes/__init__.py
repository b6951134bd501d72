"""Addresses that are not pages: for programs, and for what changes something."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

ROUTERS: Sequence[APIRouter] = ()
