"""Answers about words: how often they occur over time, and how they are translated."""
