"""Who is seen how often, and the floor under it. docs/adr/0034 says what seen is."""
