"""Hang up on who connects and then asks nothing, or asks one letter at a time: others wait for the place."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: So long may the head of a request take to arrive, in seconds.
HEAD_SECONDS = 10.0
_MOMENT = 0.5


class PatientProtocol(H11Protocol):
    """Talk as uvicorn does, and close a connection whose request does not come."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on where the head of a request is not complete."""
        super().data_received(data)
        is_waiting = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        if not is_waiting:
            self._stop()
        elif self._clock is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._clock = self.loop.call_later(HEAD_SECONDS, self._look_again)

    def _look_again(self) -> None:
        """Hang up only after a further moment: what has come while the server was busy is then read first."""
        self._clock = self.loop.call_later(_MOMENT, self.transport.close)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
