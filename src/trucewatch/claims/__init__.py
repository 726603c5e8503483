"""Document → Claims: attribution, modality, events, quantities, when, where; every quote equals its text."""
