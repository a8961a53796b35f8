"""Transfers: everything that this computer shares or gets, from the wish to files verified on disk."""
