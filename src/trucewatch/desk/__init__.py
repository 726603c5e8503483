"""What people do on a desk, and by whom it may be done: review, correct, release, search.  No HTTP here."""
