"""The Dutch trade register (Handelsregister), through the API of the Chamber of Commerce (KvK).

Without a key nothing is sent, and with one only numbers of eight digits, or a name and a town. A look-up returns an
answer or None, or raises KvKUnavailable; then the person fills in the form by hand, and a notice says so.
"""
