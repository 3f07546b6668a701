"""Company profiles: the wizard, visibility, reference projects, freshness and funding."""
