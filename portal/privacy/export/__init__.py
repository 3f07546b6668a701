"""Everything about one person and their company, to take along. Follows the register: new models come by themselves."""
