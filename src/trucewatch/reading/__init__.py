"""Bytes → Document: parse, segment, date, find its origin."""

from trucewatch.reading.read import read_document

__all__ = ["read_document"]
