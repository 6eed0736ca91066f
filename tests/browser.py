"""Makes sure that a Chromium is there for the browser tests, or says in one line what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen:
        return chosen if Path(chosen).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """By what the system offers: apt as root; anything else is the user's own choice."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"], check=False, **quiet
        )


def main() -> int:
    if not find():
        install()
    if not find():
        print("The browser tests need Chromium: install it, or set CHROMIUM_PATH to one.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
