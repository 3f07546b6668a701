"""Who works on behalf of a company: joining, claiming and inviting."""
