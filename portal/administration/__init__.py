"""What the Django admin of every subject shares: base classes, site, history, import and export."""
