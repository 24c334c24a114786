"""From the lists of an engine to one ranking: fallback to some of the words, two languages in one list, one version of each
translation group. Pure functions over an EngineResult; only ``retrieval`` asks an engine."""
