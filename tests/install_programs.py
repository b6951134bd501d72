"""Install what some tests need beyond Python, where that is possible; those tests skip aloud where it is not.

On Debian and Ubuntu, as root: Chromium for the pages, Virtuoso for the SPARQL servers. Anywhere: sssom-py for the files
of mappings, in an environment of its own, because it brings a schema compiler and an old plugin of pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

#: Debian's packages, by the program that tells whether they are there.
PACKAGES = {"chromium": "chromium", "virtuoso-t": "virtuoso-opensource"}
_SECONDS = 900
#: The environment of sssom-py, and its command there.
SSSOM_HOME = Path(sys.prefix) / "sssom"
SSSOM = SSSOM_HOME / ("Scripts" if os.name == "nt" else "bin") / "sssom"


def main() -> None:
    """Install what is missing, and say what is not to be had."""
    missing = [program for program in PACKAGES if shutil.which(program) is None]
    apt = shutil.which("apt-get")
    if missing and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        names = [PACKAGES[program] for program in missing]
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]):
            subprocess.run([apt, *command], env=environment, capture_output=True, timeout=_SECONDS, check=False)
    for program in PACKAGES:
        if shutil.which(program) is None:
            say_missing(program)
    install_sssom()


def install_sssom() -> None:
    """Install sssom-py beside the environment of the tests."""
    if not SSSOM.exists():
        venv.create(SSSOM_HOME, with_pip=True)
        pip = [str(SSSOM.with_name("python")), "-m", "pip", "install", "--quiet", "sssom>=0.4,<0.5"]
        subprocess.run(pip, capture_output=True, timeout=_SECONDS, check=False)
    if not SSSOM.exists():
        say_missing("sssom-py")


def say_missing(program: str) -> None:
    """Say that tests will be skipped."""
    sys.stderr.write(f"{program} is not installed: the tests that need it will be skipped.\n")


if __name__ == "__main__":
    main()
