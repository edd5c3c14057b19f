"""Pictures: from days to places on the page. Pure geometry here; the markup is in templates/svg.html.

Places are per cent of the picture's width, so that one picture fits a phone, a desk and a sheet of paper.
"""
