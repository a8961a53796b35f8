"""Who I am on this computer: keys, settings, backup. Never imports `share` or `net`; `node` joins them."""
