"""What many tests share: the command line as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
DOSSIER = ROOT / "examples" / "syria-2016"
AGREEMENT = "syria-us-russia-2016-09"


# How long an example takes is the machine's matter: speed is measured by `make bench`, never by a test.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")

# The places that whoever runs the tests has imported must not change what they see.
os.environ["TRUCEWATCH_PLACES"] = str(ROOT / "tests" / "no-places")


@pytest.fixture(scope="session")
def trucewatch():
    """Run ``trucewatch`` in a process of its own; the result has returncode, stdout and stderr."""

    def run(*arguments, cwd=None, **options):
        command = [sys.executable, "-m", "trucewatch", *map(str, arguments)]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", **options.pop("env", {})}
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, encoding="utf8", env=environment, timeout=300, **options
        )

    return run


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords():
    """Argon2 with the least of everything: what is tested is what is done with it, not how slow it is."""
    from argon2 import PasswordHasher

    from trucewatch.desk import people

    patch = pytest.MonkeyPatch()
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch.setattr(people, "_hasher", lambda: hasher)
    yield
    patch.undo()


CHROMIUM = Path(os.environ.get("TRUCEWATCH_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    """A real browser; closed after each file, since two open ones in a process share one event loop and fail."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set TRUCEWATCH_CHROMIUM")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()
