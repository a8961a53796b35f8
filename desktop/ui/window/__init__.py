"""The window around the pages: sidebar, what is dropped and pasted, the tray."""
