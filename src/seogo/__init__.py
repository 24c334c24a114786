"""Seogo (서고): a bilingual Korean-English article archive with search.

ARCHITECTURE.md beside this file is the map of the code.
"""

__version__ = "0.2.0"
