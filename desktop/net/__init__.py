"""How peers reach each other. Never imports `share` or `profile`; `node` joins them."""
