"""PDF: glyphs become lines (`glyphs`), lines become columns and tables (`layout`), those become paragraphs (`paragraphs`)."""
