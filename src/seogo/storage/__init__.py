"""Bytes on disk: generations of an index, stamps, containers, packed numbers, redirects.

Only ``container`` reads and writes heads of binary files, only ``stamps`` has versions.
"""
