"""Scripts: Hangul and its letters, hanja, keyboard layouts, romanisation, normalisation with offsets."""
