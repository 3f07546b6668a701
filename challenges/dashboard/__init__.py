"""Where each reader starts: home page, to-do lists and the map."""
