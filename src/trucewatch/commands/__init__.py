"""The commands of the terminal: thin shells around the pipeline and the desk.  Heavy imports stand inside commands."""
