"""Personal data: inventory, export, erasure and retention."""
