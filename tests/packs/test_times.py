from trucewatch.packs.times import load_times


def test_every_weekday_and_month_is_named() -> None:
    words = load_times()
    assert set(words.weekdays.values()) == set(range(7))
    assert set(words.months.values()) == set(range(1, 13))


def test_every_ambiguous_month_is_a_month() -> None:
    words = load_times()
    assert set(words.ambiguous_months) <= set(words.months)


def test_day_words_run_forwards() -> None:
    assert all(first <= last for first, last, _ in load_times().day_words.values())
