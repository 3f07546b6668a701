"""The documentation site: `just docs` builds it from the Markdown of this folder into `.data/docs`."""

project = "Koppelvlak"
author = "The Koppelvlak team"
language = "en"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Koppelvlak"
exclude_patterns = ["adr/README.md"]
myst_heading_anchors = 3
myst_links_external_new_tab = False
suppress_warnings = ["myst.header"]
html_copy_source = False
