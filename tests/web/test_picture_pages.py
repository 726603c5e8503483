"""The pages that show the picture of a day, by what they say and to whom."""

from __future__ import annotations

import pytest

from tests.web.dossier import DAY, folder  # noqa: F401  # a fixture

PAGES = ("/incidents", "/map", "/map/places.geojson", "/map/base.geojson", "/timeline", "/unknowns", "/compliance",
         "/compliance/changes", "/compliance/calm", "/access", "/publish")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ["viewer", "verifier"])
def test_each_page_is_there_and_shows_a_restricted_report_to_nobody_who_may_not_see_it(visit, path, role):
    for query in ("", f"?as_of={DAY}"):
        answer = visit(role).page(path + query)
        assert answer.status_code == 200, answer.text[-600:]
        if role == "viewer":
            assert "Qabbani" not in answer.text
            assert "kefraya" not in answer.text.lower()
