"""Knowledge files → validated values.  Nothing here runs code from a file; every fault is reported at once."""
