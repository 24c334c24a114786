"""Answers that can be cited and checked: parts of articles, passages within a budget, quotes, coverage.

Pages, JSON, agents, command line and ``seogo.open`` all answer from here, in the shapes that seogo.serializers declares.
"""
