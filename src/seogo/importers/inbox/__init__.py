"""A watched folder: what appears in it is imported when it is complete, and moved away."""
