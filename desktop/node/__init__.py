"""The running peer: one service per feature, joined by `Node`. Knows no Qt."""
