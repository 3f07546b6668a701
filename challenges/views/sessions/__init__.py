"""Pages of sessions: as everyone reads them, and as their organisers prepare them."""
