"""Calls: live encrypted connections between two devices, over iroh (QUIC)."""
