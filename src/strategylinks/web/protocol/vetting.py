"""Check the SPARQL of visitors in a process of its own, which is killed when a hostile text takes it too long."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any, cast

from strategylinks.engines.limited import ChosenGraphs, Form
from strategylinks.errors import LimitError, QueryError
from strategylinks.querying.safety import CheckedQuery, check_query

#: So long may a text be looked at; ordinary ones take a tenth of a second.
_SECONDS = 5.0
#: So long may the process take to start, on a computer that has much to do.
_START_SECONDS = 60.0
_MEGABYTES = 1024


class Checker:
    """Hold a process that checks one text after the other; it is started when it is first needed, and after a kill."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None

    def check(self, text: str, graphs: str) -> CheckedQuery:
        """Check as ``check_query`` does; raise LimitError where that takes too long."""
        child = self._running()
        said = self._ask(child, json.dumps({"text": text, "graphs": graphs}), self._seconds)
        if said is None:
            raise LimitError(f"the query takes more than {self._seconds:g} s to read", do="Write it in a simpler way.")
        if "error" in said:
            raise QueryError(said["error"], line=said["line"], do=said["do"])
        graphs_of = ChosenGraphs(**said["graphs"]) if said["graphs"] else None
        return CheckedQuery(said["text"], Form(said["form"]), graphs_of)

    def close(self) -> None:
        """End the process, if it runs."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
            if self._ask(self._child, "", _START_SECONDS) is None:
                raise LimitError("the process that checks queries does not start", do="Try again.")
        return self._child

    def _ask(self, child: subprocess.Popen[str], line: str, seconds: float) -> dict[str, Any] | None:
        """Give what the process says to a line; None where it had to be killed, or broke."""
        clock = threading.Timer(seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            given, output = cast("IO[str]", child.stdin), cast("IO[str]", child.stdout)
            if line:
                given.write(line + "\n")
                given.flush()
            return cast("dict[str, Any]", json.loads(output.readline()))
        except (OSError, json.JSONDecodeError):
            self.close()
            return None
        finally:
            clock.cancel()


def _checked(task: dict[str, str]) -> dict[str, Any]:
    try:
        checked = check_query(task["text"], graphs=task["graphs"])
    except QueryError as error:
        return {"error": error.what, "line": error.line, "do": error.do}
    graphs = asdict(checked.graphs) if checked.graphs else None
    return {"text": checked.text, "form": checked.form, "graphs": graphs}


def main(given: IO[str], output: IO[str]) -> None:
    """Answer each line, until there are no more."""
    _limit_memory()
    output.write("{}\n")
    output.flush()
    for line in given:
        output.write(json.dumps(_checked(json.loads(line))) + "\n")
        output.flush()


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        limit = _MEGABYTES << 20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
