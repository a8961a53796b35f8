"""Passing something on, and opening what somebody else passes on."""
