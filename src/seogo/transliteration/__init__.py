"""transliteration"""
