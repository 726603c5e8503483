from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.compliance.cases import run_cases
from trucewatch.errors import PackError, UnknownNameError
from trucewatch.packs.agreement import agreement_folder, list_agreements, load_agreement
from trucewatch.packs.cases import load_cases

ALL = [(name, result) for name in list_agreements() for result in run_cases(name)]


@pytest.mark.parametrize(("name", "result"), ALL, ids=[f"{n}: {r.case}" for n, r in ALL])
def test_every_case_of_every_agreement_comes_out_as_written(name: str, result) -> None:  # type: ignore[no-untyped-def]
    assert result.passed, result.message


@pytest.mark.parametrize("name", list_agreements())
def test_every_agreement_has_enough_cases(name: str) -> None:
    assert len(load_cases(name).cases) >= 15


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = agreement_folder() / "syria-us-russia-2016-09"
    (tmp_path / "agreement.yaml").write_bytes((folder / "agreement.yaml").read_bytes())
    return tmp_path


CASE = """
agreement: mine
cases:
  - case: one
    as_of: 2016-09-19
    reports: []
    expect: [{provision: %s, verdict: %s, clock_day: 3, reason: nonsense}]
    because: it is tried
"""


def test_a_users_own_agreement_runs_the_cases_beside_it(own: Path) -> None:
    (own / "cases.yaml").write_text(CASE % ("calm", "kept"), encoding="utf-8")
    (result,) = run_cases(own)
    assert not result.passed
    assert "expected 'kept', came out 'undetermined'" in result.message
    assert "expected 3 days of calm on the clock, came out 0" in result.message
    assert "'nonsense' is not among its reasons" in result.message
    assert "because it is tried" in result.message


def test_a_case_about_an_unknown_provision_fails_and_says_so(own: Path) -> None:
    (own / "cases.yaml").write_text(CASE % ("clam", "undetermined"), encoding="utf-8")
    assert "no such provision" in run_cases(own)[0].message


def test_faults_of_a_cases_file_are_all_reported(own: Path) -> None:
    text = (
        CASE % ("calm", "broken")
        + "  - {case: two, as_of: yesterday, because: x, expect: [], reports: [{act: bombing}]}\n"
    )
    (own / "cases.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        run_cases(own)
    said = str(caught.value)
    assert len(caught.value.faults) == 4
    for wanted in ("verdict", "as_of", "expect", "act"):
        assert wanted in said


def test_an_agreement_without_cases_is_told_so(own: Path) -> None:
    with pytest.raises(PackError, match=r"cases\.yaml: cannot be read"):
        run_cases(own)
    with pytest.raises(UnknownNameError):
        run_cases("no-such-agreement")


def test_a_loaded_bundled_agreement_finds_its_cases() -> None:
    assert all(r.passed for r in run_cases(load_agreement("syria-coh-2016-02")))


def test_the_example_of_the_how_to_is_sound_and_its_case_comes_out_as_written(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "write-an-agreement.md"
    terms, cases = (block.split("```")[0] for block in page.read_text(encoding="utf-8").split("```yaml\n")[1:])
    (tmp_path / "agreement.yaml").write_text(terms, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
    (result,) = run_cases(tmp_path)
    assert result.passed, result.message
