"""Bytes → Document: parse, segment, date, find its origin."""
