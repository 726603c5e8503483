from __future__ import annotations

import jsonschema
import pytest

from trucewatch.packs.agreement import agreement_folder, list_agreements
from trucewatch.packs.editor_schema import SCHEMAS
from trucewatch.packs.load import read_yaml


@pytest.mark.parametrize("of", sorted(SCHEMAS))
def test_an_editor_finds_no_fault_in_the_files_that_come_along(of: str) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMAS[of]())
    for name in list_agreements():
        found = read_yaml(agreement_folder() / name / f"{of}.yaml").data
        assert [e.message for e in checker.iter_errors(found)] == [], name


def test_an_editor_marks_an_act_that_is_none() -> None:
    found = read_yaml(agreement_folder() / list_agreements()[0] / "agreement.yaml").data
    found["provisions"][0]["acts"] = ["shooting about"]
    assert list(jsonschema.Draft202012Validator(SCHEMAS["agreement"]()).iter_errors(found))
