"""Translations of words: edited ones (glossaries) and learned ones (the lexicon), and what they are learned from."""
