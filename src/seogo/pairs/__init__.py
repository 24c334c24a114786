"""Two articles beside each other: quality of translation pairs, differences, proposals of pairs, concordances.

``quality`` uses ``differences``, ``pair_survey`` uses ``quality`` and ``pair_proposals``; nothing here changes an article.
"""
