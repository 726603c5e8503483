"""The documentation runs: the notebook from top to bottom, and what the README names exists."""

import re
import subprocess
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.conftest import ROOT


def test_the_notebook_runs_from_top_to_bottom():
    notebook = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    assert all(not cell.get("outputs") or cell.outputs[0].output_type != "error" for cell in notebook.cells)


def test_every_path_and_link_that_the_readme_names_exists():
    text = (ROOT / "README.md").read_text(encoding="utf8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert (ROOT / link).exists(), link
    for path in re.findall(r"`((?:src|docs|eval|tests|examples|tools)/[^`\s]+)`", text):
        assert (ROOT / path).exists(), path


def test_every_command_that_the_readme_shows_is_known():
    text = (ROOT / "README.md").read_text(encoding="utf8")
    shown = set(re.findall(r"trucewatch ([a-z]+)\b", text))
    from typer.main import get_command

    from trucewatch.cli import app

    known = set(get_command(app).commands)
    assert {"brief", "init", "add"} <= shown
    for block in re.findall(r"```(?:console|sh)\n(.*?)```", text, re.S):
        for line in block.splitlines():
            if found := re.match(r"\$? ?(?:\.venv/bin/)?trucewatch ([a-z]+)", line):
                assert found[1] in known, line


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_file_names_a_machine_path():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, files):
        path = ROOT / name
        if path.is_file() and path.suffix in {
            ".py",
            ".md",
            ".yaml",
            ".toml",
            ".txt",
            ".html",
            ".css",
            ".cfg",
            ".ipynb",
        }:
            assert not re.search(r"(?<![\w.])/(?:work|home/\w+)/", path.read_text(encoding="utf8")), name
    assert Path(ROOT / "LICENSE").is_file()
