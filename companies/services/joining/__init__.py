"""How people come to act for a company, and stop: asking, proving, being invited; roles, and the owner who stays.

Every change of who acts for a company holds the company's row, so that two of them never cross.
"""
