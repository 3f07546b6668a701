"""The audit trail that database triggers write."""
