"""How it looks: colours, sizes and icons, each written down once."""
