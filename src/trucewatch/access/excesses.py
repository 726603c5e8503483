"""More at a later stage than at an earlier one: what nobody loaded cannot be handed out, unless an account says so."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import number_words
from trucewatch.model.claim import Claim, Quantity

_ORDER = ("approved", "loaded", "crossed", "offloaded", "delivered", "distributed")
# What is approved may be raised and what is loaded topped up; what was offloaded bounds what is handed out.
_COUNTED = ("trucks", "tonnes")
_SAID = frozenset({"asserted", "alleged"})


def find_excesses(told: Sequence[tuple[Claim, str]], register: Register) -> tuple[str, ...]:
    """A sentence for each pair of stages of which the later one has more, with who says either.

    Only when the least at the later stage is above the most that any account gives at the earlier one: numbers open
    on those sides prove nothing.
    """
    sentences = []
    for what in _COUNTED:
        for at, earlier in enumerate(_ORDER):
            before = _numbers(told, earlier, what)
            if not before or any(q.high is None for q, _ in before):
                continue
            most, bound = max(before, key=lambda pair: pair[0].high or 0.0)
            for later in _ORDER[at + 1 :]:
                for quantity, claim in _numbers(told, later, what):
                    if (
                        quantity.low is not None
                        and quantity.low > (most.high or 0.0)
                        and not _is_approx(most, quantity)
                    ):
                        sentences.append(
                            f"more {later} than {earlier}: {_said(quantity, claim, register)} {what} {later}, "
                            f"{_said(most, bound, register)} {earlier}"
                        )
                        break
    return tuple(dict.fromkeys(sentences))


def _is_approx(a: Quantity, b: Quantity) -> bool:
    """About 45 and 47 are no contradiction."""
    if not (a.approx or b.approx) or a.high is None or b.low is None:
        return False
    return b.low <= a.high * 1.1


def _numbers(told: Sequence[tuple[Claim, str]], stage: str, what: str) -> list[tuple[Quantity, Claim]]:
    claims = [c for c, s in told if s == stage and c.stance in _SAID]
    return [(q, c) for c in claims for q in [c.quantity(what)] if q]


def _said(quantity: Quantity, claim: Claim, register: Register) -> str:
    words = number_words(quantity, register.documents[claim.document_id].text)
    return f"{words} ({register.name(claim)})"
