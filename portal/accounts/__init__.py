"""Accounts, sign-in and consent."""
