"""Install what some tests need beyond Python, where that is possible; those tests skip aloud where it is not.

On Debian and Ubuntu, as root: Chromium for the pages, Virtuoso for the SPARQL servers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

#: Debian's packages, by the program that tells whether they are there.
PACKAGES = {"chromium": "chromium", "virtuoso-t": "virtuoso-opensource"}
_SECONDS = 900


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
            sys.stderr.write(f"{program} is not installed: the tests that need it will be skipped.\n")


if __name__ == "__main__":
    main()
