"""The one database of a profile: records, what follows from them, and what concerns this computer only."""
