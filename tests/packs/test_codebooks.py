"""Codebooks are data, and every fault in them is reported with its line."""

import pytest

from trucewatch.errors import PackError
from trucewatch.packs.codebooks import FILE, Codebooks, load_codebooks
from trucewatch.packs.load import parse_yaml, validate


def test_every_conversion_is_a_range():
    book = load_codebooks().airwars
    assert all(0 < low <= high for low, high in [book.unnumbered, *book.words.values()])


def test_a_conversion_without_its_source_is_a_fault():
    text = FILE.read_text(encoding="utf8").replace("  source:", "  origin:", 1)
    with pytest.raises(PackError, match="origin"):
        validate(Codebooks, parse_yaml(text, "codebooks.yaml"))
