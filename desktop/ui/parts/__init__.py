"""What pages are made of: labels, buttons, cards, sheets; `passalong gallery` shows each in every state."""
