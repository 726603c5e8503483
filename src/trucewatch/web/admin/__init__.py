"""Pages of the administrator: users, tokens, sources, packs and versions, the audit log."""
