"""The only place that knows SQL: tables, append, read as of, chain, migrations."""
