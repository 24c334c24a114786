"""Watches: searches that are kept in the archive, and what came into the index for them since they were run last.

`definitions` reads watches.yaml; `seen` has what a run has seen of the index, in watches.json beside it; `run` matches what
is new or changed, and nothing else, against each watch.
"""
