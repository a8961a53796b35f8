"""The home of libtorrent: making torrents, reading strangers' ones, and the session that moves the bytes."""
