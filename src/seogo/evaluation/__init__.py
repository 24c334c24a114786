"""Evaluation of the search: metrics over tasks with known relevant articles, passes of small cases, comparison of runs.

Everything goes through SearchService; ``json_lines`` reads files that others made, ``run_file`` those of ``--save``.
"""
