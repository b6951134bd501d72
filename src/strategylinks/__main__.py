"""Run the command line as ``python -m strategylinks``."""

from strategylinks.cli.main import run

if __name__ == "__main__":
    run()
