"""Vectors of sentences, in which what means the same lies near in either language; optional (the extra ``meaning``)."""
