"""Citations for lists of references and footnotes, in the styles of journals: names of authors, then the styles."""
