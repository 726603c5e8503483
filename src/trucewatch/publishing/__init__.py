"""Pure renderers: brief, map, timeline, tables, exports."""
