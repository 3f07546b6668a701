"""The people who work on behalf of a company: joining, claiming and inviting."""
