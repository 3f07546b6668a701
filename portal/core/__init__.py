"""Building blocks that every subject uses and that know none of them."""
