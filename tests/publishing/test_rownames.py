"""Names of rows: a person can read them, a form can take them, and they stay."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.publishing.rownames import name_rows

HASHES = st.integers(0, 10**6).map(lambda n: "sha256:" + hashlib.sha256(str(n).encode()).hexdigest())
ROWS = st.lists(st.tuples(st.lists(st.text(max_size=40), max_size=3), HASHES), max_size=20, unique_by=lambda r: r[1])


def test_a_name_says_where_what_and_when():
    (name,) = name_rows([(("Eastern Aleppo", "waiting", "2016-09-14"), "sha256:3f2a9c00")])
    assert name == "eastern-aleppo-waiting-2016-09-14-3f2a"


def test_names_in_other_scripts_are_romanised():
    (name,) = name_rows([(("حلب",), "movement-81d04eff")])
    assert re.fullmatch(r"[a-z]+-81d0", name)


@given(ROWS)
def test_no_two_rows_of_a_table_have_one_name_and_every_name_is_plain(rows):
    names = name_rows(rows)
    assert len(set(names)) == len(rows)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert names[::-1] == name_rows(rows[::-1])
