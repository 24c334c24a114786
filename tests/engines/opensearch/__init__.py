"""Tests of the engine that runs on OpenSearch, and the nodes that they run on."""
