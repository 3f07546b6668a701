"""Take records from a file into the database: companies and challenges alike.

Importer            what both do: clean, compare, store in batches, link technologies; a subclass per kind
Report              what became of every line
import_records      run an importer over records, or only try it out
"""
