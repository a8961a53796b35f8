"""Tunnels: a BitTorrent connection between two private sessions, carried through a call."""
