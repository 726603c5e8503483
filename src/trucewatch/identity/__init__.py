"""Names → actors and places of the packs."""
