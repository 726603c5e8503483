"""Accuracy and speed, measured on text that nobody here wrote.  ``python -m eval.run``, ``python -m eval.bench``."""
