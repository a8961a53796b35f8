"""Catalogues of translated sentences, one folder a language (gettext); `gather` keeps them up to date."""
