"""JSON Schemas of the files that users write, so that an editor completes and checks them while they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from trucewatch.model.assessment import VERDICTS
from trucewatch.model.movement import STAGES
from trucewatch.model.vocabulary import QUANTITIES, STANCES
from trucewatch.packs.act_groups import EVERY_TYPE, load_act_groups
from trucewatch.packs.agreement_schema import AgreementFile
from trucewatch.packs.cases import CasesFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def agreement_schema() -> dict[str, Any]:
    """The JSON Schema of ``agreement.yaml``; acts, quantities and stages are listed for completion."""
    acts = sorted((*load_act_groups(), *EVERY_TYPE))
    return _schema(AgreementFile, {"acts": acts, "counter_acts": acts, "what": list(QUANTITIES), "stage": list(STAGES)})


def cases_schema() -> dict[str, Any]:
    """The JSON Schema of ``cases.yaml``."""
    found = _schema(CasesFile, {"act": sorted(EVERY_TYPE), "stance": list(STANCES), "verdict": list(VERDICTS)})
    days = "2016-09-12, 2016-09-12 to 2016-09-14, or week of 2016-09-12"
    found["$defs"]["ReportEntry"]["properties"]["when"] = {"type": "string", "description": days}
    return found


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"agreement": agreement_schema, "cases": cases_schema}


def _schema(model: type[BaseModel], choices: Mapping[str, list[str]]) -> dict[str, Any]:
    found = {"$schema": DIALECT} | model.model_json_schema()
    for part in (found, *found.get("$defs", {}).values()):
        for name, entry in part.get("properties", {}).items():
            if name in choices:
                target = entry.get("items", entry)
                if target.get("type") == "string":
                    target["enum"] = choices[name]
    return found
