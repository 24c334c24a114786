"""Tests of seogo.watches."""
