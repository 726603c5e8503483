"""Parts of a happening: "allegedly launched dozens of strikes, including an attack on a convoy"."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft

_INCLUDING = frozenset({"including", "include", "among"})
_UP = 12
"""How far up the parse the whole may stand."""


def share_with_parts(drafts: Sequence[Draft]) -> None:
    """Give a happening that is named as part of another its doer and its stance: the part is no surer than the whole.

    Changes the drafts in place.  Only a bare noun phrase under "including" is a part; one with a verb of its own
    says for itself who did it and how sure that is.
    """
    for part in drafts:
        if part.clause is not None or part.head.dep_ != "pobj" or part.head.head.lower_ not in _INCLUDING:
            continue
        above = {token.i for token in grammar.ancestors(part.head.head, _UP)}
        for whole in drafts:
            if whole is part or not above & {whole.head.i, *(t.token.i for t in whole.triggers)}:
                continue
            if part.stance == "asserted":
                part.stance = whole.stance
            if not part.roles.get("perpetrator"):
                for where in whole.roles.get("perpetrator", []):
                    part.add("perpetrator", where)
            led = part.head.head.i
            if (
                whole.clause is not None
                and whole.start < led < whole.end
                and not any(t.token.i > led for t in whole.triggers)
            ):
                # What the part says of itself ("a deadly attack") is not said of the whole.
                whole.start, whole.end = grammar.trim(part.head.doc, whole.start, led)
            part.included = True
            part.rules.append("included in what is told before it")
            break
